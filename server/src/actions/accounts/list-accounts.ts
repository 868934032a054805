import { listAccounts as readPage } from '../../customers/account.store.ts'
import type { Account } from '../../customers/account.ts'
import type { AccountId } from '../../identity/identity.ts'
import type { Parts } from '../parts.ts'

/** Accounts, oldest first, from after an id on (0: from the first). */
export async function listAccounts(
  parts: Parts,
  page: { readonly after: number; readonly limit: number },
): Promise<Account[]> {
  return parts.transaction((transaction) => readPage(transaction, page.after as AccountId | 0, page.limit))
}
