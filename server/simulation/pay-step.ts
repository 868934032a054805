import { payOrder } from '../src/actions/pay-order.ts'
import { renewService } from '../src/actions/renew-service.ts'
import type { AccountId, OrderId } from '../src/identity/identity.ts'
import type { TestParts } from '../test/parts.ts'
import type { Step } from './history.ts'
import { readPayability } from './judge-house.ts'
import { pickMeans, pickOrder, pickService } from './pick.ts'
import { allOf } from './together.ts'
import type { World } from './world.ts'

interface Ordered {
  readonly accountId: AccountId
  readonly id: OrderId
}

/** A person orders a renewal. */
export async function renew(
  world: World,
  parts: TestParts,
  step: Extract<Step, { do: 'renew' | 'buy' }>,
): Promise<Ordered | undefined> {
  const service = await pickService(world, step.service)
  if (!service) return undefined
  const { accountId, id: serviceId, periods, linked } = service
  const duration = periods[step.period % periods.length] ?? 'P1M'
  const services = step.together ? [serviceId, ...linked] : [serviceId]
  const order = await renewService(parts, { accountId, serviceId, duration, services, dryRun: false })
  return 'id' in order ? { accountId, id: order.id } : undefined
}

/** A person orders a renewal and pays it at once. */
export async function buy(world: World, parts: TestParts, step: Extract<Step, { do: 'buy' }>): Promise<void> {
  const order = await renew(world, parts, step)
  if (order) await payBy(world, parts, order, { means: step.means, twice: false })
}

export async function pay(world: World, parts: TestParts, step: Extract<Step, { do: 'pay' }>): Promise<void> {
  const order = await pickOrder(world, step.order)
  if (order) await payBy(world, parts, order, step)
}

/** Paying twice at once: two payers of one order. */
async function payBy(
  world: World,
  parts: TestParts,
  { accountId, id: orderId }: Ordered,
  { means: picked, twice }: { readonly means: number; readonly twice: boolean },
): Promise<void> {
  const id = await pickMeans(world, accountId, picked)
  const means = picked % 4 === 0 || !id ? ({ kind: 'ovhAccount', id: null } as const) : { id }
  const request = { accountId, orderId, means }
  const before = await readPayability(world, orderId)
  const payers = twice ? [payOrder(parts, request), payOrder(parts, request)] : [payOrder(parts, request)]
  const [end] = await Promise.allSettled([allOf(payers)])
  const after = await readPayability(world, orderId)
  if (before.isOutdated && after.attempts > before.attempts) {
    throw new Error(`O5: order ${orderId} is outdated, and a payment of it was begun`)
  }
  if (end.status === 'rejected') throw end.reason
}
