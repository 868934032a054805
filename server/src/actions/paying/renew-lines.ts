import type { Instant } from '../../calendar/calendar.ts'
import type { Transaction } from '../../database/transaction.ts'
import type { Happening } from '../../events/event.ts'
import type { ServiceId } from '../../identity/identity.ts'
import type { Order } from '../../orders/order.ts'
import { type Extension, extendServices, type RenewableService } from '../../services/paid-period.store.ts'
import { reopen } from '../../services/reopening.ts'

type RenewedOrder = Pick<Order, 'accountId' | 'id' | 'lines'>

/** Orders whose lines are delivered, with the services as they are, all of them as quoted (`outdatedLine`). */
export interface RenewLinesFacts {
  readonly orders: readonly RenewedOrder[]
  readonly services: readonly RenewableService[]
  readonly now: Instant
}

/**
 * Extends each line's service from the expiration it was quoted for, adds the paid period, and reopens what was suspended for
 * money (rules T5, A7).
 * @returns what happened, each order's together, to be told once the order's own news is told
 * @throws Error when a service is no longer as quoted, so that all is rolled back
 */
export async function renewLines(transaction: Transaction, facts: RenewLinesFacts): Promise<readonly Happening[]> {
  const services = new Map(facts.services.map((service) => [service.id, service]))
  const renewals = facts.orders.flatMap((order) => order.lines.map((line) => renewalOf(order, line, services)))
  const extended = await extendServices(
    transaction,
    renewals.map(({ extension }) => extension),
  )
  if (extended.length !== renewals.length) throw new Error(`not as quoted: ${outdated(renewals, extended)}`)
  const byOrder = Map.groupBy(renewals, ({ extension }) => extension.orderId)
  return [...byOrder.values()].flatMap((ofOrder) => [
    ...ofOrder.map(({ extension }) => renewedBy(extension, facts.now)),
    ...ofOrder.filter(({ reopened }) => reopened).map(({ extension }) => reopenedBy(extension, facts.now)),
  ])
}

interface LineRenewal {
  readonly extension: Extension
  readonly reopened: boolean
}

function renewalOf(
  { accountId, id: orderId }: RenewedOrder,
  { serviceId, startsOn: from, endsOn: to }: Order['lines'][number],
  services: ReadonlyMap<ServiceId, RenewableService>,
): LineRenewal {
  const service = services.get(serviceId)
  if (!service) throw new Error(`service ${serviceId} of order ${orderId} was not loaded`)
  const { state, suspensionCauses, reopened } = reopen(service)
  return { extension: { accountId, serviceId, orderId, from, to, state, suspensionCauses }, reopened }
}

function renewedBy({ accountId, serviceId, orderId, from, to }: Extension, at: Instant): Happening {
  const data = { from: from.toString(), expiration: to.toString() }
  return { accountId, at, type: 'service.renewed', serviceId, orderId, data }
}

function reopenedBy({ accountId, serviceId, orderId }: Extension, at: Instant): Happening {
  return { accountId, at, type: 'service.reopened', serviceId, orderId }
}

function outdated(renewals: readonly LineRenewal[], extended: readonly { readonly id: ServiceId }[]): string {
  const done = new Set(extended.map(({ id }) => id))
  const left = renewals.filter(({ extension }) => !done.has(extension.serviceId))
  return left.map(({ extension }) => `service ${extension.serviceId} of order ${extension.orderId}`).join(', ')
}
