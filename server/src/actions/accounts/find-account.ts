import { findAccounts } from '../../customers/account.store.ts'
import type { Account } from '../../customers/account.ts'
import type { Transaction } from '../../database/transaction.ts'
import type { Nichandle } from '../../identity/identity.ts'
import { problem } from '../../problem/problem.ts'
import type { Parts } from '../parts.ts'

/** The account of a nichandle, for the operator. @throws NOT_FOUND */
export async function findAccount(
  parts: Pick<Parts, 'transaction'>,
  request: { readonly nichandle: Nichandle },
): Promise<Account> {
  return parts.transaction((transaction) => accountNamed(transaction, request.nichandle))
}

/** The same within a transaction that goes on. @throws NOT_FOUND */
export async function accountNamed(transaction: Transaction, nichandle: Nichandle): Promise<Account> {
  const [account] = await findAccounts(transaction, [nichandle])
  if (!account) throw problem('NOT_FOUND', `there is no account "${nichandle}"`)
  return account
}
