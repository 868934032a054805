import { readAccounts } from '../../customers/account.store.ts'
import type { Account } from '../../customers/account.ts'
import { readParticulars } from '../../customers/particulars.store.ts'
import { noParticulars, type Particulars } from '../../customers/particulars.ts'
import type { AccountId } from '../../identity/identity.ts'
import { problem } from '../../problem/problem.ts'
import type { Parts } from '../parts.ts'

/** An account with all that its holder says of himself. @throws NOT_FOUND */
export async function readOwnAccount(
  parts: Pick<Parts, 'transaction'>,
  { accountId }: { readonly accountId: AccountId },
): Promise<{ readonly account: Account; readonly particulars: Particulars }> {
  const [accounts, particulars] = await parts.transaction(
    (transaction) => Promise.all([readAccounts(transaction, [accountId]), readParticulars(transaction, [accountId])]),
    'reads',
  )
  const [account] = accounts
  if (!account) throw problem('NOT_FOUND', 'This account does not exist')
  return { account, particulars: particulars.get(accountId) ?? noParticulars }
}
