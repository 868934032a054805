import { readAccounts } from '../customers/account.store.ts'
import { readBalanceAlert } from '../customers/balance-alert.store.ts'
import type { AccountId } from '../identity/identity.ts'
import type { PrepaidAccount } from '../ledger/balance.ts'
import { readPrepaid } from '../ledger/balance-movement.store.ts'
import { problem } from '../problem/problem.ts'
import type { Parts } from './parts.ts'

/** The prepaid account as its customer has it. */
export interface OwnPrepaidAccount extends PrepaidAccount {
  /** The mark that the customer set, in units of its currency; null: none. */
  readonly alertThreshold: number | null
}

/**
 * What an account has prepaid, in its own currency.
 * @throws NOT_FOUND
 */
export async function readPrepaidAccount(
  parts: Parts,
  request: { readonly accountId: AccountId },
): Promise<OwnPrepaidAccount> {
  return parts.transaction(async (transaction) => {
    const [account] = await readAccounts(transaction, [request.accountId])
    if (!account) throw problem('NOT_FOUND', 'there is no such account')
    const [prepaid, alertThreshold] = await Promise.all([
      readPrepaid(transaction, account.id, account.currency),
      readBalanceAlert(transaction, account.id),
    ])
    return { ...prepaid, openedAt: account.createdAt, alertThreshold }
  })
}
