import type { Instant } from '../calendar/calendar.ts'
import type { AccountId, AttemptId, DocumentId, OrderId } from '../identity/identity.ts'
import { add, compare, type Money, negate, zero } from '../money/money.ts'
import { type Book, type Movement, movement } from './ledger.ts'

/** What every movement tells of itself. */
interface Occasion {
  readonly accountId: AccountId
  readonly at: Instant
  readonly orderId: OrderId | null
}

interface DocumentOccasion extends Occasion {
  readonly documentId: DocumentId
}

interface AttemptOccasion extends Occasion {
  readonly attemptId: AttemptId
}

interface Amounts {
  readonly net: Money
  readonly tax: Money
  readonly gross: Money
}

/** What a customer owes by a bill. */
export function billMovement(occasion: DocumentOccasion, amounts: Amounts): Movement {
  const facts = { ...ofDocument(occasion, 'bill'), description: `Bill ${occasion.documentId}` }
  const postings = [
    { book: 'customer', amount: amounts.gross },
    { book: 'revenue', amount: negate(amounts.net) },
    { book: 'tax', amount: negate(amounts.tax) },
  ] as const
  return movement({ ...facts, postings }, amounts.gross.currency)
}

/** What a customer owes less, or gets, by a refund document; its amounts are positive (rule B6). */
export function refundMovement(occasion: DocumentOccasion, amounts: Amounts): Movement {
  const facts = { ...ofDocument(occasion, 'refund'), description: `Refund ${occasion.documentId}` }
  const postings = [
    { book: 'customer', amount: negate(amounts.gross) },
    { book: 'revenue', amount: amounts.net },
    { book: 'tax', amount: amounts.tax },
  ] as const
  return movement({ ...facts, postings }, amounts.gross.currency)
}

/** A refund's money goes back to the means, through its gateway, or to the balance. */
export function payoutMovement(occasion: DocumentOccasion, amount: Money, to: Book): Movement {
  const facts = { ...ofDocument(occasion, 'payout'), description: `Money of refund ${occasion.documentId}` }
  return transfer(facts, to, 'customer', amount)
}

/** A refund's money that the balance had paid beside a means goes back to the balance, beside the payout to the means (rule B6). */
export function balanceBackMovement(occasion: DocumentOccasion, part: Money): Movement {
  const facts = { ...ofDocument(occasion, 'payout'), description: `Part of the money of refund ${occasion.documentId}` }
  return transfer({ ...facts, kind: 'balanceBack', identity: `${facts.identity}:balance` }, 'balance', 'customer', part)
}

/** A gateway took what an order asks. */
export function chargeMovement(occasion: AttemptOccasion, amount: Money, gateway: Book): Movement {
  const facts = { ...ofAttempt(occasion, 'payment'), description: `Payment of order ${occasion.orderId}` }
  return transfer(facts, 'customer', gateway, amount)
}

/** The prepaid balance pays an order. */
export function balancePaymentMovement(occasion: AttemptOccasion, amount: Money): Movement {
  const facts = { ...ofAttempt(occasion, 'payment'), description: `Order ${occasion.orderId} paid from the balance` }
  return transfer(facts, 'customer', 'balance', amount)
}

/** The part of an order that the prepaid balance pays beside a means (rule P8). */
export function balancePartMovement(occasion: AttemptOccasion, part: Money): Movement {
  const facts = {
    ...ofAttempt(occasion, 'payment'),
    description: `Part of order ${occasion.orderId} paid from the balance`,
  }
  return transfer({ ...facts, identity: `${facts.identity}:balance` }, 'customer', 'balance', part)
}

/** An order that tops the prepaid balance up is paid: what was paid for it is on the balance (rule P8). */
export function topUpMovement({ accountId, at, orderId }: Occasion, amount: Money): Movement {
  const facts = { accountId, at, orderId, attemptId: null, documentId: null, kind: 'topUp' }
  const description = `Top-up by order ${orderId}`
  return transfer({ ...facts, identity: `topUp:${orderId}`, description }, 'balance', 'customer', amount)
}

/** A gateway took more than an order asks: the rest goes to the balance (rule P5). */
export function overpaymentMovement(occasion: AttemptOccasion, rest: Money, gateway: Book): Movement {
  const facts = ofAttempt(occasion, 'overpayment')
  const description = `More than was due was paid for order ${occasion.orderId}`
  return transfer({ ...facts, identity: `${facts.identity}:rest`, description }, 'balance', gateway, rest)
}

/** A gateway took money that cannot settle its order: all of it goes to the balance (rules P4, P5). */
export function unsettledMovement(occasion: AttemptOccasion, taken: Money, gateway: Book): Movement {
  const facts = {
    ...ofAttempt(occasion, 'unsettled'),
    description: `Payment that did not settle order ${occasion.orderId}`,
  }
  return transfer(facts, 'balance', gateway, taken)
}

/**
 * A provider takes a charge's money back (rule B6): the customer owes again what it had paid of bills, and what he has of it on the
 * balance is taken from there.
 */
export function chargebackMovement(
  occasion: AttemptOccasion,
  { owed, fromBalance }: { readonly owed: Money; readonly fromBalance: Money },
  gateway: Book,
): Movement {
  const facts = { ...ofAttempt(occasion, 'chargeback'), identity: `chargeback:${occasion.attemptId}` }
  const postings = [
    { book: 'customer', amount: owed },
    { book: 'balance', amount: fromBalance },
    { book: gateway, amount: negate(add(owed, fromBalance)) },
  ] as const
  return movement({ ...facts, description: `Payment of order ${occasion.orderId} taken back`, postings }, owed.currency)
}

/** An operator gives to the balance (positive) or takes from it (negative). */
export function adjustmentMovement(occasion: Occasion, identity: string, amount: Money, reason: string): Movement {
  const facts = { ...occasion, identity: `adjustment:${identity}`, kind: 'adjustment', description: reason }
  return transfer({ ...facts, attemptId: null, documentId: null }, 'balance', 'adjustment', amount)
}

/** A code's worth is given to the balance, once an account. */
export function codeMovement(
  occasion: Occasion,
  { id, description, amount }: { readonly id: number; readonly description: string; readonly amount: Money },
): Movement {
  const facts = { ...occasion, identity: `code:${id}`, kind: 'voucher', description }
  return transfer({ ...facts, attemptId: null, documentId: null }, 'balance', 'adjustment', amount)
}

interface Withdrawn {
  readonly id: number
  readonly destination: string
  readonly amount: Money
}

/** Money of the balance that its customer asked back is on its way. */
export function withdrawalMovement(occasion: Occasion, { id, destination, amount }: Withdrawn): Movement {
  const facts = ofWithdrawal(occasion, id, 'withdrawal', `Withdrawal ${id}: ${destination}`)
  return transfer(facts, 'withdrawal', 'balance', amount)
}

/** An operator has sent it, by his bank. */
export function withdrawalSentMovement(occasion: Occasion, { id, destination, amount }: Withdrawn): Movement {
  const facts = ofWithdrawal(occasion, id, 'withdrawalSent', `Withdrawal ${id} sent: ${destination}`)
  return transfer(facts, 'adjustment', 'withdrawal', amount)
}

/** It was refused, and is on the balance again. */
export function withdrawalBackMovement(occasion: Occasion, { id, amount }: Withdrawn): Movement {
  const facts = ofWithdrawal(occasion, id, 'withdrawalBack', `Withdrawal ${id} refused`)
  return transfer(facts, 'balance', 'withdrawal', amount)
}

/** True when there is something to post: movements of nothing are not stored. */
export function moves(candidate: Movement): boolean {
  return candidate.postings.length > 0
}

/** Credits one book and debits another: `amount` leaves `from`'s side and is held on `to`'s. */
function transfer(facts: Omit<Movement, 'postings'>, credit: Book, debit: Book, amount: Money): Movement {
  const postings = [
    { book: debit, amount },
    { book: credit, amount: negate(amount) },
  ]
  return movement({ ...facts, postings }, amount.currency)
}

function ofDocument(occasion: DocumentOccasion, kind: 'bill' | 'refund' | 'payout') {
  return { ...occasion, attemptId: null, kind, identity: `${kind}:${occasion.documentId}` }
}

function ofWithdrawal({ accountId, at, orderId }: Occasion, id: number, kind: string, description: string) {
  return { accountId, at, orderId, attemptId: null, documentId: null, kind, identity: `${kind}:${id}`, description }
}

function ofAttempt(occasion: AttemptOccasion, kind: 'payment' | 'overpayment' | 'unsettled' | 'chargeback') {
  return { ...occasion, documentId: null, kind, identity: `attempt:${occasion.attemptId}` }
}

/** The book of the money that a provider holds for us, by means kind. */
export function gatewayBook(meansKind: string): Book {
  return `gateway:${meansKind}`
}

/** True for a movement's amount that is worth posting. */
export function isPositive(amount: Money): boolean {
  return compare(amount, zero(amount.currency)) > 0
}
