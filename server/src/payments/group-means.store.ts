import sql from 'sql-template-tag'
import type { Transaction } from '../database/transaction.ts'
import type { AccountId, BillingGroupId, OrderId } from '../identity/identity.ts'
import type { OrderKey } from '../orders/order.ts'
import type { PaymentMeans } from './payment.ts'

/** The means that the billing groups of accounts have of their own, by group; removed ones are no longer there. */
export async function readGroupMeans(
  transaction: Transaction,
  accountIds: readonly AccountId[],
): Promise<ReadonlyMap<BillingGroupId, PaymentMeans>> {
  const rows = await transaction.query<PaymentMeans & { readonly groupId: BillingGroupId }>(sql`
    select billing_groups.id as "groupId", means.account_id as "accountId", means.id, kind, is_default as "isDefault", state,
      label, description, details, terms_days as "termsDays", expires_on as "expiresOn", means.created_at as "createdAt",
      means.updated_at as "updatedAt"
    from billing_groups
    join payment_means means on means.account_id = billing_groups.account_id and means.id = billing_groups.means_id
    where billing_groups.account_id = any (${accountIds}::bigint[]) and state <> 'removed'`)
  return new Map(rows.map(({ groupId, ...means }) => [groupId, means]))
}

/** The means of their own that orders are to be paid by, since their billing group has one; by order. */
export async function readMeansOfOrders(
  transaction: Transaction,
  orders: readonly OrderKey[],
): Promise<ReadonlyMap<OrderId, PaymentMeans>> {
  const rows = await transaction.query<PaymentMeans & { readonly orderId: OrderId }>(sql`
    select orders.id as "orderId", means.account_id as "accountId", means.id, means.kind, is_default as "isDefault", state,
      label, description, details, terms_days as "termsDays", expires_on as "expiresOn", means.created_at as "createdAt",
      means.updated_at as "updatedAt"
    from unnest(
      ${orders.map((order) => order.accountId)}::bigint[],
      ${orders.map((order) => order.id)}::bigint[]
    ) as asked (account_id, id)
    join orders using (account_id, id)
    join billing_groups on billing_groups.account_id = orders.account_id and billing_groups.id = orders.billing_group_id
    join payment_means means on means.account_id = billing_groups.account_id and means.id = billing_groups.means_id
    where state <> 'removed'`)
  return new Map(rows.map(({ orderId, ...means }) => [orderId, means]))
}
