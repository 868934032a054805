import { localDate } from '../../calendar/calendar.ts'
import type { Transaction } from '../../database/transaction.ts'
import type { Happening } from '../../events/event.ts'
import { insertNotices } from '../../notices/notice.store.ts'
import { outdatedLine } from '../../orders/guard-order.ts'
import type { SealedOrder } from '../../orders/order.store.ts'
import { problem } from '../../problem/problem.ts'
import { wakeServices } from '../../services/next-action.store.ts'
import { endAtExpiration, type RenewableService, readRenewable } from '../../services/paid-period.store.ts'
import type { Parts } from '../parts.ts'
import { renewLines } from '../paying/renew-lines.ts'
import { restoreServices } from '../paying/restore-services.ts'
import { terminateAll } from '../services/terminate-all.ts'
import { serviceNotice } from '../telling/service-notice.ts'

/**
 * What follows the credit of an unpaid bill (rule B6): its services get a new automatic order at once, end at their expiration (at once
 * if that is past), or are extended unpaid.
 */
export type AfterCredit = 'rebill' | 'end' | 'free'

/** An order whose bill was credited unpaid. */
export interface CreditedOrder {
  readonly order: SealedOrder
  /** Its periods are paid already, since its money came and was taken back (rule B6): they stay. */
  readonly isRenewed: boolean
}

/**
 * Does what follows the credit of an order's bill, and has its services judged anew: what their future depends on has changed.
 * @returns what happened, to be told
 * @throws CONFLICT when its services are to be extended and one is no longer as it was billed
 */
export async function followCredit(
  transaction: Transaction,
  parts: Parts,
  { order, isRenewed }: CreditedOrder,
  followUp: AfterCredit,
): Promise<readonly Happening[]> {
  const { accountId, lines } = order
  const keys = lines.map((line) => ({ accountId, id: line.serviceId }))
  await wakeServices(
    transaction,
    lines.map(({ serviceId }) => ({ accountId, serviceId })),
  )
  if (followUp === 'rebill') return []
  if (followUp === 'free' && isRenewed) {
    await restoreServices(transaction, keys, parts.clock.now())
    return []
  }
  const services = await readRenewable(transaction, keys)
  return followUp === 'end' ? end(transaction, parts, order, services) : extend(transaction, parts, order, services)
}

async function end(
  transaction: Transaction,
  parts: Parts,
  { accountId, id: orderId }: SealedOrder,
  services: readonly RenewableService[],
): Promise<readonly Happening[]> {
  const at = parts.clock.now()
  const today = localDate(at, parts.zone)
  const live = services.filter((service) => service.state !== 'terminated')
  const past = live.filter((service) => Temporal.PlainDate.compare(service.expiresOn, today) <= 0)
  const ending = live.filter((service) => !past.includes(service)).map((service) => service.id)
  await endAtExpiration(transaction, accountId, ending)
  const told = { accountId, kind: 'mode.changed', services: ending, data: { mode: 'ending' }, at } as const
  if (ending.length > 0) await insertNotices(transaction, [serviceNotice(told)])
  const keys = past.map(({ id }) => ({ accountId, id }))
  if (keys.length > 0) await terminateAll(transaction, parts, { keys, cause: 'operator', at })
  return ending.map((serviceId) => {
    return { accountId, at, type: 'service.modeChanged', serviceId, orderId, data: { ends: 'expiration' } } as const
  })
}

async function extend(
  transaction: Transaction,
  { clock }: Parts,
  order: SealedOrder,
  services: readonly RenewableService[],
): Promise<readonly Happening[]> {
  const quoted = services.map((service) => ({ ...service, terminated: service.state === 'terminated' }))
  const outdated = outdatedLine(order, quoted)
  if (outdated) {
    const { serviceId, serviceName, startsOn } = outdated
    const message = `service ${serviceId} (${serviceName}) no longer expires on ${startsOn}, for which it was billed: it cannot be extended`
    throw problem('CONFLICT', message, { field: 'then', serviceId: String(serviceId) })
  }
  return renewLines(transaction, { orders: [order], services, now: clock.now() })
}
