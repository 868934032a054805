import { wakeDebts } from '../../bills/due-debt.store.ts'
import type { Transaction } from '../../database/transaction.ts'
import { clearDefaultMeans } from '../../payments/means.store.ts'
import { makeDefaultMeans } from '../../payments/means-change.store.ts'
import type { PaymentMeans } from '../../payments/payment.ts'
import type { Parts } from '../parts.ts'

/**
 * Makes a means its account's default, in the caller's transaction, and wakes the open automatic bills: after it they are collected
 * from the new default at once (rule P8, `collect-woken`).
 */
export async function chooseDefaultMeans(
  transaction: Transaction,
  { clock }: Pick<Parts, 'clock'>,
  means: Pick<PaymentMeans, 'accountId' | 'id'>,
): Promise<void> {
  await clearDefaultMeans(transaction, [means.accountId])
  await makeDefaultMeans(transaction, [means], clock.now())
  await wakeDebts(transaction, [means.accountId], clock.now())
}
