import type { Instant, LocalDate } from '../calendar/calendar.ts'
import { type Currency, type Money, toText } from '../money/money.ts'
import { type Problem, problem } from '../problem/problem.ts'

/** A code that credits prepaid balances: an operator's gift, worth money to who knows it. */
export interface CreditCode {
  readonly id: number
  /** Upper case. */
  readonly code: string
  /** What the holder reads in his movements. */
  readonly description: string
  readonly amount: Money
  /** How many accounts can redeem it, each once. */
  readonly uses: number
  readonly used: number
  /** The last local date on which it can be redeemed; null: for ever. */
  readonly expiresOn: LocalDate | null
  readonly createdAt: Instant
  readonly withdrawnAt: Instant | null
}

export type NewCreditCode = Omit<CreditCode, 'id' | 'used' | 'withdrawnAt'>

export interface RedemptionFacts {
  /** null: there is no such code. */
  readonly code: CreditCode | null
  /** Of the account. */
  readonly currency: Currency
  readonly today: LocalDate
  readonly redeemedBefore: boolean
}

/** As a code is stored and compared: people type it in lower case and with spaces. */
export function normalCode(input: string): string {
  return input.replaceAll(/\s/g, '').toUpperCase()
}

/** Why an account cannot redeem a code; null when it can. One that was withdrawn is told as one that never was. */
export function whyNotRedeemable({ code, currency, today, redeemedBefore }: RedemptionFacts): Problem | null {
  if (code === null || code.withdrawnAt !== null) {
    return problem('CODE_UNKNOWN', 'there is no such code: check how it is spelt', { field: 'inputCode' })
  }
  if (redeemedBefore) return problem('CODE_USED', 'you have redeemed this code already: it counts once an account')
  if (code.expiresOn !== null && Temporal.PlainDate.compare(today, code.expiresOn) > 0) {
    return problem('CODE_EXPIRED', `this code could be redeemed until ${code.expiresOn}`)
  }
  if (code.used >= code.uses) return problem('CODE_USED', 'this code is used up')
  if (code.amount.currency === currency) return null
  const message = `this code is worth ${toText(code.amount)}, and this account is in ${currency}: ask for one in ${currency}`
  return problem('CODE_CURRENCY', message)
}
