import { lockAccountsAfter } from '../../customers/account.store.ts'
import type { Transaction } from '../../database/transaction.ts'
import { endRejudgement, lockRejudgement, noteRejudgement } from '../../policy/rejudgement.store.ts'
import { wakeAccounts } from '../../services/next-action.store.ts'
import type { Parts } from '../parts.ts'

/** Few enough that none of their customers waits long for the batch. */
const accountsOfBatch = 500

/**
 * Has all live services judged anew when an operator has asked for it by changing what they are judged by: the moment at which each is
 * looked at next was worked out by the old numbers, and may be too late by the new ones (rule A11). Goes through the accounts batch by
 * batch; what a process leaves, the next one takes up.
 * @param accountsAtOnce of a batch, which is one transaction
 */
export async function wakeAll(
  parts: Pick<Parts, 'transaction' | 'stopping'>,
  accountsAtOnce = accountsOfBatch,
): Promise<void> {
  while (!parts.stopping?.aborted) {
    if (!(await parts.transaction((transaction) => wakeBatch(transaction, accountsAtOnce)))) return
  }
}

/** @returns whether more are left */
async function wakeBatch(transaction: Transaction, accountsAtOnce: number): Promise<boolean> {
  const after = await lockRejudgement(transaction)
  if (after === null) return false
  const accountIds = await lockAccountsAfter(transaction, after, accountsAtOnce)
  await wakeAccounts(transaction, accountIds)
  const last = accountIds.at(-1)
  await (last === undefined ? endRejudgement(transaction) : noteRejudgement(transaction, last))
  return last !== undefined
}
