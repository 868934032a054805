import { renewService } from '../src/actions/ordering/renew-service.ts'
import { payOrder } from '../src/actions/paying/pay-order.ts'
import { terminateOwnService } from '../src/actions/services/terminate-own-service.ts'
import type { AccountId, OrderId } from '../src/identity/identity.ts'
import type { TestParts } from '../test/parts.ts'
import type { Step } from './history.ts'
import { readPayability } from './judge-house.ts'
import { passTime } from './pass-time.ts'
import { type PickedService, pickMeans, pickOrder, pickService } from './pick.ts'
import { allOf } from './together.ts'
import type { World } from './world.ts'

interface Ordered {
  readonly accountId: AccountId
  readonly id: OrderId
}

/** A person orders a renewal. */
export async function renew(world: World, parts: TestParts, step: Extract<Step, { do: 'renew' }>): Promise<void> {
  const service = await pickService(world, step.service)
  if (service) await order(parts, service, step)
}

/** A person orders a renewal and pays it, and in between something happens to the service. */
export async function buy(world: World, parts: TestParts, step: Extract<Step, { do: 'buy' }>): Promise<void> {
  const service = await pickService(world, step.service)
  if (!service) return
  const payment = { means: step.means, twice: false }
  const first = await order(parts, service, step)
  const { accountId, id: serviceId } = service
  if (step.meanwhile === 'walk') await passTime(parts, 12, 'stepwise')
  if (step.meanwhile === 'terminate') await terminateOwnService(parts, { accountId, serviceId })
  if (step.meanwhile === 'buy') await payBy(world, parts, await order(parts, service, step), payment)
  await payBy(world, parts, first, payment)
}

async function order(
  parts: TestParts,
  { accountId, id: serviceId, periods, linked }: PickedService,
  { period, together }: { readonly period: number; readonly together: boolean },
): Promise<Ordered> {
  const duration = periods[period % periods.length] ?? 'P1M'
  const services = together ? [serviceId, ...linked] : [serviceId]
  const made = await renewService(parts, { accountId, serviceId, duration, services, dryRun: false })
  if (!('id' in made)) throw new Error('a dry run was answered')
  return { accountId, id: made.id }
}

/** A step whose `order` picks nothing, as in a young history, does nothing. */
export async function pay(world: World, parts: TestParts, step: Extract<Step, { do: 'pay' }>): Promise<void> {
  const picked = await pickOrder(world, step.order)
  if (picked) await payBy(world, parts, picked, step)
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
