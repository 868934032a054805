import { readDueDebts } from '../../bills/due-debt.store.ts'
import type { Transaction } from '../../database/transaction.ts'
import type { AccountId } from '../../identity/identity.ts'
import type { Parts } from '../parts.ts'
import { lockDebtOrders } from '../paying/lock-debt-orders.ts'
import { openCollections } from './open-collections.ts'
import { planCollections } from './plan-collections.ts'

/**
 * Pays open automatic bills of accounts from their prepaid balances alone, oldest first, whole bills only: what a credit to the balance
 * does in its own transaction (rule P8). The caller holds the accounts' locks. No document is issued by it: the bills are there.
 * @returns how many bills were paid
 */
export async function collectFromBalance(
  transaction: Transaction,
  parts: Parts,
  accountIds: readonly AccountId[],
): Promise<number> {
  const debts = await readDueDebts(transaction, accountIds, null)
  if (debts.length === 0) return 0
  const payables = await lockDebtOrders(transaction, debts)
  const planned = await planCollections(transaction, parts, payables, 'balance')
  return (await openCollections(transaction, parts, planned)).settled
}
