import sql from 'sql-template-tag'
import type { Transaction } from '../database/transaction.ts'
import type { AccountId } from '../identity/identity.ts'
import type { PurchaseOrder } from './purchase-order.ts'

/** An account's purchase orders, oldest first; deleted ones too. */
export async function listPurchaseOrders(transaction: Transaction, accountId: AccountId): Promise<PurchaseOrder[]> {
  return transaction.query<PurchaseOrder>(sql`
    select account_id as "accountId", id, billing_group_id as "billingGroupId", type, reference, description, active,
      starts_on as "startsOn", ends_on as "endsOn", created_at as "createdAt", updated_at as "updatedAt",
      deleted_at as "deletedAt"
    from purchase_orders where account_id = ${accountId}::bigint order by id`)
}

/** Answers the new purchase orders with their ids, in the order given. */
export async function insertPurchaseOrders(
  transaction: Transaction,
  orders: readonly Omit<PurchaseOrder, 'id' | 'deletedAt'>[],
): Promise<PurchaseOrder[]> {
  return transaction.query<PurchaseOrder>(sql`
    insert into purchase_orders (account_id, billing_group_id, type, reference, description, active, starts_on, ends_on,
      created_at, updated_at)
    select account_id, billing_group_id, type, reference, description, active, starts_on, ends_on, created_at, updated_at
    from unnest(
      ${orders.map((order) => order.accountId)}::bigint[],
      ${orders.map((order) => order.billingGroupId)}::bigint[],
      ${orders.map((order) => order.type)}::text[],
      ${orders.map((order) => order.reference)}::text[],
      ${orders.map((order) => order.description)}::text[],
      ${orders.map((order) => order.active)}::boolean[],
      ${orders.map((order) => order.startsOn)}::date[],
      ${orders.map((order) => order.endsOn)}::date[],
      ${orders.map((order) => order.createdAt)}::timestamptz[],
      ${orders.map((order) => order.updatedAt)}::timestamptz[]
    ) with ordinality as given (account_id, billing_group_id, type, reference, description, active, starts_on, ends_on,
      created_at, updated_at, position)
    order by position
    returning account_id as "accountId", id, billing_group_id as "billingGroupId", type, reference, description, active,
      starts_on as "startsOn", ends_on as "endsOn", created_at as "createdAt", updated_at as "updatedAt",
      deleted_at as "deletedAt"`)
}

/** Writes a purchase order as it now is. */
export async function updatePurchaseOrder(transaction: Transaction, order: PurchaseOrder): Promise<void> {
  await transaction.query(sql`
    update purchase_orders set billing_group_id = ${order.billingGroupId}::bigint, type = ${order.type},
      reference = ${order.reference}, description = ${order.description}::text, active = ${order.active},
      starts_on = ${order.startsOn}::date, ends_on = ${order.endsOn}::date, updated_at = ${order.updatedAt}::timestamptz,
      deleted_at = ${order.deletedAt}::timestamptz
    where account_id = ${order.accountId}::bigint and id = ${order.id}::bigint`)
}
