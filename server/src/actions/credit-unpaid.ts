import { closeDebts } from '../bills/debt.store.ts'
import type { BillingDocument } from '../bills/document.ts'
import { draftRefund, type IssuedDocument } from '../bills/issue-document.ts'
import { type Instant, localDate } from '../calendar/calendar.ts'
import type { Transaction } from '../database/transaction.ts'
import { insertEvents } from '../events/event.store.ts'
import type { Happening } from '../events/event.ts'
import type { OrderLineId } from '../identity/identity.ts'
import { outdatedLine } from '../orders/guard-order.ts'
import { type SealedOrder, setOrderStatus } from '../orders/order.store.ts'
import { moveOrder } from '../orders/order-life.ts'
import { type Problem, problem } from '../problem/problem.ts'
import {
  endAtExpiration,
  type RenewableService,
  readRenewable,
  terminateServices,
} from '../services/paid-period.store.ts'
import { issueDocuments } from './issue-documents.ts'
import type { Parts } from './parts.ts'
import { renewLines } from './renew-lines.ts'

export interface CreditFacts {
  readonly order: SealedOrder
  readonly bill: IssuedDocument
  readonly request: {
    readonly lines?: readonly OrderLineId[] | null
    readonly cancelRenewal?: boolean | null
    readonly then?: 'rebill' | 'end' | 'free' | null
  }
}

/**
 * Credits an automatic bill that is not paid, in whole: its debt is closed, and its services end, or are extended unpaid (rule
 * B6).
 * @throws INVALID_PARAMETER when `then` is missing or another field does not go with an unpaid bill; CONFLICT for `rebill`, and
 * for `free` when a service is no longer as it was billed
 */
export async function creditUnpaid(
  transaction: Transaction,
  parts: Parts,
  facts: CreditFacts,
): Promise<BillingDocument> {
  const { order, bill } = facts
  const then = followUp(facts)
  const now = parts.clock.now()
  const { accountId, id: orderId } = order
  const ids = order.lines.map((line) => line.serviceId)
  const services = await readRenewable(transaction, accountId, ids)
  const closed = await closeDebts(transaction, accountId, [orderId], now)
  if (closed.length === 0)
    throw problem('NOTHING_TO_REFUND', `nothing is owed for order ${orderId}, nor was anything paid`)
  const story =
    then === 'free'
      ? await extendUnpaid(transaction, order, services, now)
      : await end(transaction, parts, order, services)
  const draft = draftRefund(bill, { lines: bill.lines, amounts: bill.amounts }, now, parts.zone)
  const [document] = await issueDocuments(transaction, parts, [draft])
  if (!document) throw new Error(`the credit of bill ${bill.id} was not issued`)
  const debt = {
    accountId,
    at: now,
    type: 'debt.closed',
    orderId,
    documentId: bill.id,
    data: { credited: true },
  } as const
  await insertEvents(transaction, [debt, ...story])
  return document
}

function followUp({ bill, request }: CreditFacts): 'end' | 'free' {
  const { lines, cancelRenewal, then } = request
  if (lines) throw wrong('lines', `bill ${bill.id} is not paid: it is credited in whole, leave lines out`)
  if (cancelRenewal)
    throw wrong('cancelRenewal', `bill ${bill.id} is not paid: nothing was renewed that could be taken back`)
  if (!then) throw wrong('then', `bill ${bill.id} is not paid: say what follows, end or free`)
  if (then === 'rebill') {
    throw problem('CONFLICT', 'then: this server makes no automatic orders, so that none can follow: say end or free', {
      field: 'then',
    })
  }
  return then
}

/** `free`: the services get the period that was billed, without money. */
async function extendUnpaid(
  transaction: Transaction,
  order: SealedOrder,
  services: readonly RenewableService[],
  now: Instant,
): Promise<readonly Happening[]> {
  const quoted = services.map((service) => ({ ...service, terminated: service.state === 'terminated' }))
  const line = outdatedLine(order, quoted)
  if (line)
    throw problem('CONFLICT', `service ${line.serviceId} is no longer as it was billed: it cannot be extended, say end`)
  await moveTo(transaction, order, 'delivered', now)
  return renewLines(transaction, { order, services, now })
}

/** `end`: the services end at their expiration, at once where it is past; their options with them (rule A8). */
async function end(
  transaction: Transaction,
  parts: Parts,
  order: SealedOrder,
  services: readonly RenewableService[],
): Promise<readonly Happening[]> {
  const { accountId, id: orderId } = order
  const at = parts.clock.now()
  const today = localDate(at, parts.zone)
  const live = services.filter((service) => service.state !== 'terminated')
  const over = live.filter(({ expiresOn }) => Temporal.PlainDate.compare(expiresOn, today) <= 0)
  const running = live.filter((service) => !over.includes(service))
  await moveTo(transaction, order, 'cancelled', at)
  await endAtExpiration(
    transaction,
    accountId,
    running.map(({ id }) => id),
  )
  const ended = await terminateServices(
    transaction,
    accountId,
    over.map(({ id }) => id),
    at,
  )
  const occasion = { accountId, at, orderId }
  return [
    { ...occasion, type: 'order.cancelled', data: { reason: 'credited' } },
    ...running.map(
      ({ id }) =>
        ({ ...occasion, type: 'service.modeChanged', serviceId: id, data: { to: { ends: 'expiration' } } }) as const,
    ),
    ...ended.map((id) => ({ ...occasion, type: 'service.terminated', serviceId: id }) as const),
  ]
}

async function moveTo(
  transaction: Transaction,
  order: SealedOrder,
  to: 'delivered' | 'cancelled',
  at: Instant,
): Promise<void> {
  const { accountId, id: orderId, status: from } = order
  const path = to === 'delivered' ? (['delivering', 'delivered'] as const) : (['cancelled'] as const)
  const moved = await setOrderStatus(transaction, [
    { accountId, orderId, from, to: moveOrder(from, ...path), endedAt: at },
  ])
  if (moved.length === 0) throw new Error(`order ${orderId} is no longer ${from}`)
}

function wrong(field: string, message: string): Problem {
  return problem('INVALID_PARAMETER', `${field}: ${message}`, { field })
}
