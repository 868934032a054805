import { compare, type Money, subtract, zero } from '../money/money.ts'

export interface FundingFacts<Means> {
  /** What is unpaid of a bill. */
  readonly owed: Money
  /** What can be spent of the account's prepaid balance. */
  readonly available: Money
  /** The account's default means; null when it has none, or none that can be charged today. */
  readonly means: Means | null
}

/** What pays a bill: the parts sum to what is owed. */
export interface Funding<Means> {
  readonly fromBalance: Money
  readonly fromMeans: Money
  /** null: the balance pays it alone, or it costs nothing. */
  readonly means: Means | null
}

/**
 * Who pays an automatic bill: the prepaid balance first, the default means the rest (rule P8). A bill is paid as a whole or not at all.
 * @returns null when the balance does not reach and no means can be charged
 */
export function fund<Means>({ owed, available, means }: FundingFacts<Means>): Funding<Means> | null {
  const nothing = zero(owed.currency)
  const payable = atLeast(owed, nothing)
  const fromBalance = smaller(atLeast(available, nothing), payable)
  const fromMeans = subtract(payable, fromBalance)
  if (fromMeans.ucents === 0n) return { fromBalance, fromMeans, means: null }
  return means === null ? null : { fromBalance, fromMeans, means }
}

function smaller(one: Money, other: Money): Money {
  return compare(one, other) < 0 ? one : other
}

function atLeast(amount: Money, least: Money): Money {
  return compare(amount, least) < 0 ? least : amount
}
