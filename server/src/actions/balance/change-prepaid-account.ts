import { updateBalanceAlert } from '../../customers/balance-alert.store.ts'
import type { AccountId } from '../../identity/identity.ts'
import { problem } from '../../problem/problem.ts'
import type { Parts } from '../parts.ts'

/**
 * Writes the mark that a customer sets on the prepaid balance, in units of its currency; null takes it away. It is kept for the
 * customer's own programs: nothing is told by it.
 * @throws INVALID_PARAMETER
 */
export async function changePrepaidAccount(
  parts: Pick<Parts, 'transaction'>,
  { accountId, alertThreshold }: { readonly accountId: AccountId; readonly alertThreshold: number | null },
): Promise<void> {
  if (alertThreshold !== null && alertThreshold < 0) {
    throw problem('INVALID_PARAMETER', 'alertThreshold: write 0 or more, or null for none', { field: 'alertThreshold' })
  }
  await parts.transaction((transaction) => updateBalanceAlert(transaction, accountId, alertThreshold))
}
