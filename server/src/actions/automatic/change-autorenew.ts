import { lockAccounts } from '../../customers/account.store.ts'
import { readAccountRenewals, updateAccountRenewals } from '../../customers/autorenew.store.ts'
import { changeAccountRenewal } from '../../customers/autorenew.ts'
import type { AccountId } from '../../identity/identity.ts'
import { problem } from '../../problem/problem.ts'
import { wakeAccounts } from '../../services/next-action.store.ts'
import type { Parts } from '../parts.ts'

export interface ChangeAutorenewRequest {
  readonly accountId: AccountId
  readonly renewDay?: number | undefined
  readonly active?: boolean | undefined
}

/**
 * Changes on which day an account renews, pauses it or lets it go on (rule A2); every service of it is judged anew. Bills that are
 * open are still collected.
 * @throws INVALID_PARAMETER
 */
export async function changeAutorenew(
  parts: Pick<Parts, 'transaction'>,
  { accountId, ...change }: ChangeAutorenewRequest,
): Promise<void> {
  await parts.transaction(async (transaction) => {
    await lockAccounts(transaction, [accountId])
    const [before] = await readAccountRenewals(transaction, [accountId])
    if (!before) throw problem('NOT_FOUND', 'there is no such account')
    const after = changeAccountRenewal(before, change)
    if (!after) return
    await updateAccountRenewals(transaction, [{ accountId, ...after }])
    await wakeAccounts(transaction, [accountId])
  })
}
