import sql from 'sql-template-tag'
import type { Transaction } from '../database/transaction.ts'
import type { Money } from '../money/money.ts'
import type { AttemptKey } from './payment.ts'

/** Writes that a provider took back the money of an attempt that had succeeded. @returns false: it had not */
export async function markChargedBack(
  transaction: Transaction,
  { accountId, id }: AttemptKey,
  amount: Money,
): Promise<boolean> {
  const rows = await transaction.query(sql`
    update payment_attempts set state = 'chargedBack', charged_back_ucents = ${amount.ucents}::numeric
    where account_id = ${accountId}::bigint and id = ${id}::uuid and state = 'succeeded'
    returning id`)
  return rows.length > 0
}

/** True while a refund of an attempt's money is on its way back through the gateway. */
export async function hasOpenPayout(transaction: Transaction, { accountId, id }: AttemptKey): Promise<boolean> {
  const rows = await transaction.query(sql`
    select from payouts where account_id = ${accountId}::bigint and attempt_id = ${id}::uuid and state = 'open' limit 1`)
  return rows.length > 0
}
