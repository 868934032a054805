import { readAccounts } from '../../customers/account.store.ts'
import type { Account } from '../../customers/account.ts'
import type { AccountId } from '../../identity/identity.ts'
import { problem } from '../../problem/problem.ts'
import { hasAutomaticServices } from '../../services/automatic-service.store.ts'
import type { Parts } from '../parts.ts'

/** What an account may do with its bills. */
export interface BillingCapacities {
  /** There is a whole address to send paper to. */
  readonly canHavePaper: boolean
  /** Something renews by itself: it needs a means that can be charged. */
  readonly needsMeans: boolean
}

/** What an account may do with its bills, and must. @throws NOT_FOUND */
export async function readBillingCapacities(
  parts: Pick<Parts, 'transaction'>,
  { accountId }: { readonly accountId: AccountId },
): Promise<BillingCapacities> {
  return parts.transaction(async (transaction) => {
    const [account] = await readAccounts(transaction, [accountId])
    if (!account) throw problem('NOT_FOUND', 'This account does not exist')
    return { canHavePaper: hasPostalAddress(account), needsMeans: await hasAutomaticServices(transaction, accountId) }
  }, 'reads')
}

/** Whether a letter finds the account. */
export function hasPostalAddress({ address, city, zip }: Pick<Account, 'address' | 'city' | 'zip'>): boolean {
  return address !== null && city !== null && zip !== null
}
