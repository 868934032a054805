import { chooseRefund } from '../bills/choose-refund.ts'
import { closeDebts } from '../bills/debt.store.ts'
import type { SealedDocument } from '../bills/document.store.ts'
import { draftRefund, type IssuedDocument } from '../bills/issue-document.ts'
import { type Instant, localDate } from '../calendar/calendar.ts'
import type { Transaction } from '../database/transaction.ts'
import { insertEvents } from '../events/event.store.ts'
import type { Happening } from '../events/event.ts'
import type { AccountId, ServiceId } from '../identity/identity.ts'
import { insertNotices } from '../notices/notice.store.ts'
import { outdatedLine } from '../orders/guard-order.ts'
import { type SealedOrder, setOrderStatus } from '../orders/order.store.ts'
import { isFinal, moveOrder } from '../orders/order-life.ts'
import { problem } from '../problem/problem.ts'
import {
  endAtExpiration,
  type RenewableService,
  readRenewable,
  terminateServices,
} from '../services/paid-period.store.ts'
import { issueDocuments } from './issue-documents.ts'
import type { BilledOrder } from './lock-billed-order.ts'
import type { Parts } from './parts.ts'
import { renewLines } from './renew-lines.ts'
import { serviceNotice } from './service-notice.ts'
import { withPassword } from './with-password.ts'

/** What follows the credit: its services end at their expiration, at once if that is past, or are extended unpaid. */
export type AfterCredit = 'end' | 'free'

export interface UnpaidCredit {
  readonly billed: BilledOrder & { readonly bill: SealedDocument }
  readonly followUp: AfterCredit
}

/**
 * Credits an unpaid automatic bill as a whole (rule B6): the debt is closed, its order cancelled, and what follows is done.
 * No money moves: the refund document takes from the customer what the bill had put there.
 * @throws CONFLICT when its services are to be extended and one is no longer as it was billed
 */
export async function creditUnpaidBill(
  transaction: Transaction,
  parts: Parts,
  { billed, followUp }: UnpaidCredit,
): Promise<IssuedDocument> {
  const { order, bill } = billed
  const now = parts.clock.now()
  const happened = [
    ...(await closeCreditedDebt(transaction, order, now)),
    ...(await cancelCreditedOrder(transaction, order, now)),
    ...(await goOn(transaction, parts, order, followUp)),
  ]
  const whole = chooseRefund(billed, null)
  const draft = draftRefund(withPassword(parts, bill), whole, now, parts.zone)
  const [refund] = await issueDocuments(transaction, parts, [draft])
  if (!refund) throw new Error(`the credit of bill ${bill.id} got no document`)
  await insertEvents(transaction, happened)
  return refund
}

/** Closes the debt of an order whose bill is credited as a whole; answers what is to be told. */
export async function closeCreditedDebt(
  transaction: Transaction,
  order: SealedOrder,
  at: Instant,
): Promise<readonly Happening[]> {
  const { accountId, id: orderId } = order
  const closed = await closeDebts(transaction, [order], at)
  return closed.map(({ billId }) => ({ accountId, at, type: 'debt.closed', orderId, documentId: billId }))
}

/** Cancels an order whose bill is credited as a whole; answers what is to be told. */
export async function cancelCreditedOrder(
  transaction: Transaction,
  order: SealedOrder,
  at: Instant,
): Promise<readonly Happening[]> {
  const { accountId, id: orderId, status: from } = order
  if (isFinal(from)) return []
  const to = moveOrder(from, 'cancelled')
  const moved = await setOrderStatus(transaction, [{ accountId, orderId, from, to, endedAt: at }])
  if (moved.length === 0) throw new Error(`order ${orderId} is no longer ${from}`)
  return [{ accountId, at, type: 'order.cancelled', orderId, data: { reason: 'credited' } }]
}

async function goOn(
  transaction: Transaction,
  parts: Parts,
  order: SealedOrder,
  followUp: AfterCredit,
): Promise<readonly Happening[]> {
  const { accountId, lines } = order
  const services = await readRenewable(
    transaction,
    lines.map((line) => ({ accountId, id: line.serviceId })),
  )
  return followUp === 'end' ? end(transaction, parts, order, services) : extend(transaction, parts, order, services)
}

async function end(
  transaction: Transaction,
  { clock, zone }: Parts,
  { accountId, id: orderId }: SealedOrder,
  services: readonly RenewableService[],
): Promise<readonly Happening[]> {
  const at = clock.now()
  const today = localDate(at, zone)
  const live = services.filter((service) => service.state !== 'terminated')
  const past = live.filter((service) => Temporal.PlainDate.compare(service.expiresOn, today) <= 0)
  const ending = live.filter((service) => !past.includes(service)).map((service) => service.id)
  await endAtExpiration(transaction, accountId, ending)
  const pastIds = past.map((service) => service.id)
  const keys = pastIds.map((id) => ({ accountId, id }))
  const terminated = await terminateServices(transaction, keys, at)
  await tellEnd(transaction, { accountId, at }, { ending, terminated: terminated.map(({ id }) => id) })
  return [
    ...ending.map((serviceId) => {
      return { accountId, at, type: 'service.modeChanged', serviceId, orderId, data: { ends: 'expiration' } } as const
    }),
    ...terminated.map(
      ({ id: serviceId }) => ({ accountId, at, type: 'service.terminated', serviceId, orderId }) as const,
    ),
  ]
}

/** What the operator decided about services, their customer hears of. */
async function tellEnd(
  transaction: Transaction,
  fact: { readonly accountId: AccountId; readonly at: Instant },
  { ending, terminated }: { readonly ending: readonly ServiceId[]; readonly terminated: readonly ServiceId[] },
): Promise<void> {
  const notices = [
    serviceNotice({ ...fact, kind: 'mode.changed', services: ending, data: { mode: 'ending' } }),
    serviceNotice({ ...fact, kind: 'service.terminated', services: terminated, data: { cause: 'operator' } }),
  ]
  const meant = notices.filter(({ services }) => services.length > 0)
  await insertNotices(transaction, meant)
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
