import { wakeGroupDebts } from '../../bills/due-debt.store.ts'
import { lockAccounts } from '../../customers/account.store.ts'
import { updateBillingGroup } from '../../customers/billing-group.store.ts'
import type { Transaction } from '../../database/transaction.ts'
import { collectWoken } from '../automatic/collect-woken.ts'
import type { Parts } from '../parts.ts'
import { demandGroupMeans, type GroupName, type GroupWords, groupNamed } from './billing-group-facts.ts'

export type GroupChange = GroupName & { readonly change: Partial<GroupWords> }

/**
 * Changes the name or the means of a billing group. A new means is charged with its open automatic bills at once (rule P8).
 * @throws NOT_FOUND, PAYMENT_MEANS_NOT_VALID
 */
export async function changeBillingGroup(parts: Parts, request: GroupChange): Promise<void> {
  const isPaidAnew = await parts.transaction((transaction) => change(transaction, parts, request))
  if (isPaidAnew) await collectWoken(parts, [request.accountId])
}

async function change(transaction: Transaction, parts: Parts, request: GroupChange): Promise<boolean> {
  const { accountId, groupId } = request
  await lockAccounts(transaction, [accountId])
  const group = await groupNamed(transaction, request)
  const now = parts.clock.now()
  const changed = { ...group, ...request.change, updatedAt: now }
  const isPaidAnew = changed.meansId !== group.meansId
  if (isPaidAnew) await demandGroupMeans(transaction, parts, accountId, changed.meansId)
  await updateBillingGroup(transaction, changed)
  if (isPaidAnew) await wakeGroupDebts(transaction, accountId, [groupId], now)
  return isPaidAnew
}
