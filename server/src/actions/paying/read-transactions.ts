import type { AccountId, MeansId } from '../../identity/identity.ts'
import { readTransactions as read } from '../../payments/transaction.store.ts'
import type { PaymentTransaction } from '../../payments/transaction.ts'
import type { Parts } from '../parts.ts'

/** What was asked of an account's means, and given back to them, oldest first. Numbers of others are left out. */
export async function readTransactions(
  parts: Pick<Parts, 'transaction'>,
  request: {
    readonly accountId: AccountId
    readonly numbers?: readonly number[]
    readonly meansId?: MeansId | undefined
  },
): Promise<readonly PaymentTransaction[]> {
  const { accountId, numbers = null, meansId = null } = request
  return parts.transaction((transaction) => read(transaction, accountId, numbers, meansId), 'reads')
}
