import sql from 'sql-template-tag'
import type { Transaction } from '../database/transaction.ts'
import type { AccountId, ServiceId } from '../identity/identity.ts'
import type { Blocked } from '../strategies/strategy.ts'

/** An open automatic bill on a service of an account. */
export interface OpenBill extends Blocked {
  readonly accountId: AccountId
}

/** Which of these accounts' services have an open automatic bill, and the orders to pay first (rule S5); the oldest bill first. */
export async function readOpenBills(
  transaction: Transaction,
  accountIds: readonly AccountId[],
  serviceIds: readonly ServiceId[],
): Promise<OpenBill[]> {
  return transaction.query<OpenBill>(sql`
    select debts.account_id as "accountId", service_id as "serviceId", debts.order_id as "orderId"
    from debts join order_lines line on line.account_id = debts.account_id and line.order_id = debts.order_id
    where debts.account_id = any (${accountIds}::bigint[]) and closed_at is null
      and service_id = any (${serviceIds}::bigint[])
    order by opened_at, debts.id, line.id`)
}
