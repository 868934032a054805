import { localDate } from '../../calendar/calendar.ts'
import { lockAccounts } from '../../customers/account.store.ts'
import type { Transaction } from '../../database/transaction.ts'
import { insertEvents } from '../../events/event.store.ts'
import type { AccountId, OrderId } from '../../identity/identity.ts'
import { compare, type Money, toText, zero } from '../../money/money.ts'
import { guardOrder, type Refusal } from '../../orders/guard-order.ts'
import { readOpenBills } from '../../orders/open-bill.store.ts'
import { type SealedOrder, setOrderStatus } from '../../orders/order.store.ts'
import { moveOrder } from '../../orders/order-life.ts'
import { readReserved } from '../../payments/attempt.store.ts'
import { readAvailableBalances } from '../../payments/available-balance.store.ts'
import { type ChosenMeans, chooseMeans, type MeansChoice } from '../../payments/choose-means.ts'
import { listMeans } from '../../payments/means-list.store.ts'
import { readAppliedBalances } from '../../payments/order-balance.store.ts'
import type { Attempt, Charge } from '../../payments/payment.ts'
import { type Problem, problem } from '../../problem/problem.ts'
import { fund } from '../../renewal/funding.ts'
import { readRenewable } from '../../services/paid-period.store.ts'
import type { Parts } from '../parts.ts'
import { askGateway } from './ask-gateway.ts'
import { lockPayables, type Payable, reservedBy, servicesOf } from './lock-payables.ts'
import { chargeOf, type Opening, openAttempts } from './open-attempts.ts'
import { settlePayment } from './settle-payment.ts'

export interface PaymentRequest {
  readonly accountId: AccountId
  readonly orderId: OrderId
  readonly means: MeansChoice
}

/** `delivered`: paid and renewed. `checking`: the money is on its way (200), or nobody knows yet (202). */
export interface PaymentResult {
  readonly status: 'delivered' | 'checking'
  readonly httpStatus: 200 | 202
}

/** What transaction one leaves: a charge to ask the gateway for, an attempt that needed none, or a refusal. */
type Begun =
  | { readonly step: 'charge'; readonly charge: Charge }
  | { readonly step: 'ended'; readonly attempt: Attempt }
  | { readonly step: 'refused'; readonly refusal: Problem }

/**
 * Pays an order: transaction one guards it and writes the attempt, the gateway is called outside, transaction two settles
 * (rules O5, P1-P7). Whatever dies in between is finished by the sweep `resolve-attempts`, which never charges again.
 * @throws NOT_FOUND, ORDER_DELIVERED, ORDER_CANCELLED, ORDER_EXPIRED, ORDER_BEING_PAID, ORDER_OUTDATED, SERVICE_RESERVED,
 * PAYMENT_MEANS_REFUSED, PAYMENT_MEANS_NOT_VALID, BALANCE_TOO_SMALL: nothing was charged
 * @throws PAYMENT_DECLINED, PAYMENT_INCOMPLETE, PAYMENT_FAILED: the order can be paid again
 */
export async function payOrder(parts: Parts, request: PaymentRequest): Promise<PaymentResult> {
  const begun = await parts.transaction((transaction) => beginPayment(transaction, parts, request))
  if (begun.step === 'refused') throw begun.refusal
  if (begun.step === 'ended') return resultOf(begun.attempt)
  const { charge } = begun
  const answer = await askGateway(parts, () => parts.gateway.charge(charge))
  const facts = { accountId: request.accountId, attemptId: charge.idempotencyKey, answer }
  const attempt = await parts
    .transaction((transaction) => settlePayment(transaction, parts, facts))
    .catch((error: unknown) => reportUnsettled(parts, charge, error))
  return attempt ? resultOf(attempt) : { status: 'checking', httpStatus: 202 }
}

/** The attempt is written and open: the sweep books the answer, so the payer is told to wait, never to pay again. */
function reportUnsettled(parts: Parts, { idempotencyKey, orderId }: Charge, error: unknown): null {
  const facts = { attempt: idempotencyKey, order: orderId, error: String(error) }
  parts.log.error(facts, 'a payment could not be settled now: the sweep settles it')
  return null
}

async function beginPayment(transaction: Transaction, parts: Parts, request: PaymentRequest): Promise<Begun> {
  const { accountId, orderId } = request
  await lockAccounts(transaction, [accountId])
  const [payable] = await lockPayables(transaction, [{ accountId, id: orderId }])
  if (!payable) throw problem('NOT_FOUND', `there is no order ${orderId}`)
  const { order } = payable
  const refusal = await guard(transaction, parts, payable)
  if (refusal) return refuse(transaction, parts, order, refusal)
  const opening = await choose(transaction, parts, payable, request.means)
  const { chosen } = opening
  const [attempt] = await openAttempts(transaction, [opening], { by: 'holder', now: parts.clock.now() })
  if (!attempt) throw new Error(`no attempt was written on order ${orderId}`)
  const needsGateway = chosen.means !== null && compare(opening.amount, zero(order.currency)) > 0
  if (chosen.means && needsGateway) return { step: 'charge', charge: chargeOf(attempt, chosen.means) }
  const answer = { outcome: 'success', taken: attempt.amount, reference: null } as const
  return {
    step: 'ended',
    attempt: await settlePayment(transaction, parts, { accountId, attemptId: attempt.id, answer }),
  }
}

async function guard(transaction: Transaction, parts: Parts, payable: Payable): Promise<Refusal | null> {
  const { order, delivers, debts } = payable
  const services = servicesOf(payable)
  const [renewable, openBills, reserved] = await Promise.all([
    readRenewable(transaction, services),
    readOpenBills(
      transaction,
      [order.accountId],
      services.map(({ id }) => id),
    ),
    readReserved(transaction, reservedBy(payable)),
  ])
  const quoted = renewable.map((service) => ({ ...service, terminated: service.state === 'terminated' }))
  const lines = delivers.flatMap((delivered) => delivered.lines)
  const pays = delivers.map(({ id }) => id)
  const facts = { order: { ...order, lines }, pays, debts, services: quoted, openBills, reserved }
  return guardOrder({ ...facts, now: parts.clock.now() })
}

/** The refusal is committed, what it makes of the order too, and thrown only then. */
async function refuse(transaction: Transaction, parts: Parts, order: SealedOrder, refusal: Refusal): Promise<Begun> {
  const { becomes, problem: refused } = refusal
  if (becomes) {
    const { accountId, id: orderId, status: from } = order
    const at = parts.clock.now()
    await setOrderStatus(transaction, [{ accountId, orderId, from, to: moveOrder(from, becomes), endedAt: at }])
    const data = becomes === 'cancelled' ? { reason: refused.code, ...refused.details } : {}
    await insertEvents(transaction, [{ accountId, at, type: `order.${becomes}`, orderId, data }])
  }
  return { step: 'refused', refusal: refused }
}

async function choose(
  transaction: Transaction,
  parts: Parts,
  { order, owed }: Payable,
  choice: MeansChoice,
): Promise<Opening> {
  if (order.kind === 'credit' && 'kind' in choice && choice.kind === 'ovhAccount') {
    throw problem('PAYMENT_MEANS_REFUSED', `the balance cannot top itself up: pay order ${order.id} with another means`)
  }
  const { accountId, currency } = order
  const [registered, balances, applied] = await Promise.all([
    listMeans(transaction, accountId),
    readAvailableBalances(transaction, [{ accountId, currency }]),
    readAppliedBalances(transaction, [order]),
  ])
  const balance = balances.get(accountId) ?? zero(currency)
  const today = localDate(parts.clock.now(), parts.zone)
  const chosen = chooseMeans({ choice, registered, amount: owed, balance, today })
  return applied.has(order.id) && chosen.means ? shared(order, chosen, owed, balance) : { order, chosen, amount: owed }
}

/** The balance that is applied to an order pays first, the means the rest; nothing is left for it when the balance is enough. */
function shared(order: SealedOrder, chosen: ChosenMeans, owed: Money, available: Money): Opening {
  const funding = fund({ owed, available, means: chosen.means })
  if (funding === null || funding.fromBalance.ucents === 0n) return { order, chosen, amount: owed }
  if (funding.means === null) return { order, chosen: { kind: 'ovhAccount', means: null }, amount: owed }
  return { order, chosen, amount: funding.fromMeans, balance: funding.fromBalance }
}

function resultOf(attempt: Attempt): PaymentResult {
  switch (attempt.state) {
    case 'succeeded':
      return { status: 'delivered', httpStatus: 200 }
    case 'pending':
      return { status: 'checking', httpStatus: 200 }
    case 'charging':
    case 'unknown':
    case 'parked':
      return { status: 'checking', httpStatus: 202 }
    default:
      throw failureOf(attempt)
  }
}

function failureOf({ state, orderId, reason, received, amount }: Attempt): Problem {
  const details = { orderId: String(orderId), reason: reason ?? state }
  if (state === 'declined') {
    return problem(
      'PAYMENT_DECLINED',
      `the payment of order ${orderId} was declined (${reason}): pay with another means`,
      details,
    )
  }
  if (state === 'failed') {
    return problem(
      'PAYMENT_FAILED',
      `the payment provider failed on order ${orderId}: nothing was charged, try again`,
      details,
    )
  }
  if (compare(received, amount) >= 0) {
    const message = `order ${orderId} can no longer be delivered: the ${toText(received)} that were charged are on the balance`
    return problem('ORDER_OUTDATED', message, details)
  }
  const message = `only ${toText(received)} of ${toText(amount)} were paid for order ${orderId}: they are on the balance, the whole is still to be paid`
  return problem('PAYMENT_INCOMPLETE', message, details)
}
