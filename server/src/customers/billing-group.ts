import type { Instant } from '../calendar/calendar.ts'
import type { AccountId, BillingGroupId, MeansId } from '../identity/identity.ts'

/** Services that an account has billed together: their automatic orders are their own, and a means of their own may pay them. */
export interface BillingGroup {
  readonly accountId: AccountId
  readonly id: BillingGroupId
  readonly name: string
  /** Charged for its automatic bills; null, or once it is removed: the account's default. */
  readonly meansId: MeansId | null
  readonly createdAt: Instant
  readonly updatedAt: Instant
}

/** The one group that all of these are in; null when they differ, or one is in none: such an order is of no group. */
export function commonGroup(groups: readonly (BillingGroupId | null)[]): BillingGroupId | null {
  const [first = null] = groups
  return groups.every((group) => group === first) ? first : null
}
