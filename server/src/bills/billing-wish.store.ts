import sql from 'sql-template-tag'
import type { LocalDate } from '../calendar/calendar.ts'
import type { PurchaseReference } from '../customers/purchase-order.ts'
import type { Transaction } from '../database/transaction.ts'
import type { AccountId, OrderId } from '../identity/identity.ts'

/** What a customer wants of a bill. */
export interface BillingWish {
  /** What holds on its day: of the account, and of the group that its order is of; the oldest first. */
  readonly purchaseOrders: readonly PurchaseReference[]
  /** On paper too. */
  readonly byPost: boolean
}

/** What customers want of the bills of orders, in the order given. @param issuedOn local date */
export async function readBillingWishes(
  transaction: Transaction,
  bills: readonly { readonly accountId: AccountId; readonly orderId: OrderId; readonly issuedOn: LocalDate }[],
): Promise<BillingWish[]> {
  return transaction.query<BillingWish>(sql`
    select bills_by_post as "byPost", coalesce((
      select jsonb_agg(jsonb_build_object('type', type, 'reference', reference) order by purchase.id)
      from purchase_orders purchase
      where purchase.account_id = asked.account_id and deleted_at is null and active and starts_on <= asked.issued_on
        and (ends_on is null or ends_on >= asked.issued_on)
        and (purchase.billing_group_id is null or purchase.billing_group_id = orders.billing_group_id)
    ), '[]') as "purchaseOrders"
    from unnest(
      ${bills.map((bill) => bill.accountId)}::bigint[],
      ${bills.map((bill) => bill.orderId)}::bigint[],
      ${bills.map((bill) => bill.issuedOn)}::date[]
    ) with ordinality as asked (account_id, order_id, issued_on, position)
    join accounts on accounts.account_id = asked.account_id
    join orders on orders.account_id = asked.account_id and orders.id = asked.order_id
    order by position`)
}
