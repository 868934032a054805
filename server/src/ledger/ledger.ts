import type { Instant } from '../calendar/calendar.ts'
import type { AccountId, AttemptId, DocumentId, OrderId } from '../identity/identity.ts'
import { type Currency, type Money, sum } from '../money/money.ts'

/**
 * The books. `customer`: what the account owes; `balance`: its prepaid money, held by us (a credit is negative here);
 * `gateway:<means kind>`: money a provider holds for us; `revenue`, `tax`: as billed (credits are negative);
 * `adjustment`: what an operator gave or took, or sent back by his bank; `withdrawal`: what is on its way there.
 */
export type Book = 'customer' | 'balance' | 'revenue' | 'tax' | 'adjustment' | 'withdrawal' | `gateway:${string}`

export interface Posting {
  readonly book: Book
  /** Positive: debit. The postings of a movement sum to zero (rule B3). */
  readonly amount: Money
}

/** One movement of money. `identity` is unique in the account: the same identity is posted once. */
export interface Movement {
  readonly accountId: AccountId
  readonly identity: string
  readonly kind: string
  readonly description: string
  readonly at: Instant
  readonly orderId: OrderId | null
  readonly attemptId: AttemptId | null
  readonly documentId: DocumentId | null
  readonly postings: readonly Posting[]
}

/**
 * A movement that is fit to be posted: zero postings left out.
 * @throws Error when the postings do not sum to zero (invariant 4).
 */
export function movement(facts: Movement, currency: Currency): Movement {
  const postings = facts.postings.filter((posting) => posting.amount.ucents !== 0n)
  const total = sum(
    postings.map((posting) => posting.amount),
    currency,
  )
  if (total.ucents !== 0n) throw new Error(`the postings of ${facts.identity} sum to ${total.ucents}, not to zero`)
  return { ...facts, postings }
}
