import sql from 'sql-template-tag'
import type { Transaction } from '../database/transaction.ts'
import type { AccountId, OrderId, ServiceId } from '../identity/identity.ts'
import type { Money } from '../money/money.ts'
import type { OrderKey } from '../orders/order.ts'

/** The orders with an unpaid bill that has a line for one of these services, oldest first. */
export async function findIndebtedOrders(
  transaction: Transaction,
  services: readonly { readonly accountId: AccountId; readonly id: ServiceId }[],
): Promise<OrderKey[]> {
  return transaction.query(sql`
    select distinct debts.account_id as "accountId", debts.order_id as id
    from unnest(
      ${services.map((service) => service.accountId)}::bigint[],
      ${services.map((service) => service.id)}::bigint[]
    ) as given (account_id, service_id)
    join order_lines line on line.account_id = given.account_id and line.service_id = given.service_id
    join debts on debts.account_id = line.account_id and debts.order_id = line.order_id and closed_at is null
    order by 1, 2`)
}

/** Takes what was credited off open debts: less is owed from now on. */
export async function creditDebts(
  transaction: Transaction,
  credits: readonly { readonly accountId: AccountId; readonly orderId: OrderId; readonly amount: Money }[],
): Promise<void> {
  await transaction.query(sql`
    update debts set credited_ucents = credited_ucents + given.amount
    from unnest(
      ${credits.map((credit) => credit.accountId)}::bigint[],
      ${credits.map((credit) => credit.orderId)}::bigint[],
      ${credits.map((credit) => credit.amount.ucents)}::numeric[]
    ) as given (account_id, order_id, amount)
    where debts.account_id = given.account_id and debts.order_id = given.order_id and closed_at is null`)
}
