import type { Instant } from '../calendar/calendar.ts'
import type { Transaction } from '../database/transaction.ts'
import type { Happening } from '../events/event.ts'
import type { Order } from '../orders/order.ts'
import { type Extension, extendServices, type RenewableService } from '../services/paid-period.store.ts'
import { reopen } from '../services/reopening.ts'

/** An order whose lines are delivered, with the services as they are, all of them as quoted (`outdatedLine`). */
export interface RenewLinesFacts {
  readonly order: Pick<Order, 'accountId' | 'id' | 'lines'>
  readonly services: readonly RenewableService[]
  readonly now: Instant
}

/**
 * Extends each line's service from the expiration it was quoted for, adds the paid period, and reopens what was suspended for
 * money (rules T5, A7).
 * @returns what happened, to be told once the order's own news is told
 * @throws Error when a service is no longer as quoted, so that all is rolled back
 */
export async function renewLines(transaction: Transaction, facts: RenewLinesFacts): Promise<readonly Happening[]> {
  const { accountId, id: orderId, lines } = facts.order
  const extensions = lines.map((line) => extensionOf(facts, line))
  const extended = await extendServices(transaction, extensions)
  if (extended.length !== lines.length) throw new Error(`the services of order ${orderId} are not as they were quoted`)
  const renewed = extensions.map(({ serviceId, from, to }) => {
    const data = { from: from.toString(), expiration: to.toString() }
    return { accountId, at: facts.now, type: 'service.renewed', serviceId, orderId, data } as const
  })
  const reopened = facts.services
    .filter((service) => reopen(service).reopened)
    .map(({ id }) => ({ accountId, at: facts.now, type: 'service.reopened', serviceId: id, orderId }) as const)
  return [...renewed, ...reopened]
}

function extensionOf({ order, services }: RenewLinesFacts, line: Order['lines'][number]): Extension {
  const service = services.find((candidate) => candidate.id === line.serviceId)
  if (!service) throw new Error(`service ${line.serviceId} of order ${order.id} was not loaded`)
  const { state, suspensionCauses } = reopen(service)
  const span = { from: line.startsOn, to: line.endsOn }
  return { accountId: order.accountId, serviceId: service.id, orderId: order.id, ...span, state, suspensionCauses }
}
