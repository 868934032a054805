import { type ListedWithdrawal, listWithdrawals as readPage, type Withdrawal } from '../../payments/withdrawal.store.ts'
import type { Parts } from '../parts.ts'

/** Withdrawals of all accounts, oldest first, from after a number on. @param page.state null: in any state */
export async function listWithdrawals(
  parts: Parts,
  page: { readonly after: number; readonly limit: number; readonly state: Withdrawal['state'] | null },
): Promise<readonly ListedWithdrawal[]> {
  return parts.transaction((transaction) => readPage(transaction, page), 'reads')
}
