import { lockAccounts, readAccounts } from '../../customers/account.store.ts'
import { readBillsByPost, updateBillsByPost } from '../../customers/paper-bills.store.ts'
import type { AccountId } from '../../identity/identity.ts'
import { problem } from '../../problem/problem.ts'
import type { Parts } from '../parts.ts'
import { hasPostalAddress } from './read-billing-capacities.ts'

interface AccountName {
  readonly accountId: AccountId
}

/**
 * Has an account's bills sent on paper too, or no more: each bill's event says so to those who print them (`byPost`).
 * @throws CONFLICT when there is no whole address to send them to
 */
export async function choosePaperBills(
  parts: Pick<Parts, 'transaction'>,
  { accountId, byPost }: AccountName & { readonly byPost: boolean },
): Promise<void> {
  await parts.transaction(async (transaction) => {
    await lockAccounts(transaction, [accountId])
    const [account] = await readAccounts(transaction, [accountId])
    if (byPost && !(account && hasPostalAddress(account))) {
      throw problem(
        'CONFLICT',
        'bills cannot be sent by post: the account has no whole address: write it with PUT /me first',
      )
    }
    await updateBillsByPost(transaction, accountId, byPost)
  })
}

/** Whether an account's bills are sent on paper too. */
export function readPaperBills(parts: Pick<Parts, 'transaction'>, { accountId }: AccountName): Promise<boolean> {
  return parts.transaction((transaction) => readBillsByPost(transaction, accountId), 'reads')
}
