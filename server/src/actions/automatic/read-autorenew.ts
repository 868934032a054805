import type { Instant } from '../../calendar/calendar.ts'
import { readAccountRenewals } from '../../customers/autorenew.store.ts'
import type { AccountRenewal } from '../../customers/autorenew.ts'
import type { AccountId } from '../../identity/identity.ts'
import { readLastAutomatic } from '../../orders/last-automatic.store.ts'
import { problem } from '../../problem/problem.ts'
import type { Parts } from '../parts.ts'

export interface Autorenew extends AccountRenewal {
  /** Of the last automatic order. */
  readonly lastRenew: Instant | null
}

/** How an account renews, and when it last did so by itself (rule A2). */
export async function readAutorenew(
  parts: Pick<Parts, 'transaction'>,
  { accountId }: { readonly accountId: AccountId },
): Promise<Autorenew> {
  return parts.transaction(async (transaction) => {
    const [[renewal], [last]] = await Promise.all([
      readAccountRenewals(transaction, [accountId]),
      readLastAutomatic(transaction, [accountId]),
    ])
    if (!renewal) throw problem('NOT_FOUND', 'there is no such account')
    return { renewDay: renewal.renewDay, active: renewal.active, lastRenew: last?.at ?? null }
  })
}
