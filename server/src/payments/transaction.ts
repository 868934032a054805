import type { Instant } from '../calendar/calendar.ts'
import type { MeansId } from '../identity/identity.ts'
import type { Money } from '../money/money.ts'
import type { AttemptState } from './payment.ts'

/** Money that a registered means was asked for (`debit`: an attempt), or was given back (`credit`: a payout). */
export interface PaymentTransaction {
  readonly number: number
  readonly type: 'debit' | 'credit'
  readonly meansId: MeansId
  /** Asked; of an attempt that was paid in part what was received. */
  readonly amount: Money
  readonly state: AttemptState | 'open' | 'toMeans' | 'toBalance'
  readonly createdAt: Instant
  readonly updatedAt: Instant
}
