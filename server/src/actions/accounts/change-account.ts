import { lockAccounts, updateAccount } from '../../customers/account.store.ts'
import type { Account } from '../../customers/account.ts'
import { hashPassword } from '../../customers/password.ts'
import type { Transaction } from '../../database/transaction.ts'
import type { Nichandle } from '../../identity/identity.ts'
import { hasAmounts } from '../../ledger/account-history.store.ts'
import type { Operator } from '../../operators/token.ts'
import { problem } from '../../problem/problem.ts'
import { auditChange } from '../operating/audit-change.ts'
import type { Parts } from '../parts.ts'
import type { AccountData } from './create-account.ts'
import { accountNamed } from './find-account.ts'

/** Any subset of an account's fields. */
export type AccountChange = Partial<AccountData & { readonly nichandle: Nichandle; readonly password: string }>

/**
 * Changes an account's data; documents that were issued keep what stood then (rule B2).
 * @throws NOT_FOUND; CONFLICT for another nichandle, or for another currency once there are amounts on record
 */
export async function changeAccount(
  parts: Parts,
  request: { readonly operator: Operator; readonly nichandle: Nichandle; readonly change: AccountChange },
): Promise<Account> {
  const { operator, nichandle, change } = request
  const { password, ...fields } = change
  const passwordHash = password === undefined ? null : await hashPassword(password)
  return parts.transaction(async (transaction) => {
    const { id } = await accountNamed(transaction, nichandle)
    await lockAccounts(transaction, [id])
    const account = await accountNamed(transaction, nichandle)
    await refuseMove(transaction, account, change)
    await updateAccount(transaction, { ...account, ...fields }, passwordHash)
    const data = { fields: Object.keys(change) }
    await auditChange(transaction, parts, { operator, action: 'account.changed', subject: nichandle, data })
    return accountNamed(transaction, nichandle)
  })
}

async function refuseMove(transaction: Transaction, account: Account, change: AccountChange): Promise<void> {
  const { nichandle, currency } = change
  if (nichandle !== undefined && nichandle !== account.nichandle) {
    throw problem('CONFLICT', `nichandle: an account keeps its nichandle ${account.nichandle}`, { field: 'nichandle' })
  }
  if (currency === undefined || currency === account.currency || !(await hasAmounts(transaction, account.id))) return
  throw problem('CONFLICT', `currency: the account has orders or movements in ${account.currency}, and keeps it`, {
    field: 'currency',
  })
}
