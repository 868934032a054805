import sql from 'sql-template-tag'
import type { Transaction } from '../database/transaction.ts'
import type { AccountId, OrderId, OrderLineId } from '../identity/identity.ts'
import type { OrderDraft } from './order.ts'

/** The ids of an order that was stored: its own, and its lines' in their order. */
export interface StoredOrder {
  readonly id: OrderId
  readonly lineIds: readonly OrderLineId[]
}

export interface NewOrder {
  readonly accountId: AccountId
  readonly draft: OrderDraft
  readonly passwordSealed: Buffer
}

/**
 * Stores orders as notPaid, with their lines. An automatic order whose identity is there already is left out (rule O7).
 * @returns the ids of each order that was stored, in the order given; null for one left out
 */
export async function insertOrders(
  transaction: Transaction,
  orders: readonly NewOrder[],
): Promise<readonly (StoredOrder | null)[]> {
  const lines = orders.flatMap(({ accountId, draft }, index) =>
    draft.lines.map((line) => ({ accountId, position: index + 1, ...line })),
  )
  const stored = await transaction.query<StoredOrder & { readonly position: number }>(sql`
    with given as materialized (
      select nextval(pg_get_serial_sequence('orders', 'id')) as id, given.*
      from unnest(
        ${orders.map((order) => order.accountId)}::bigint[],
        ${orders.map((order) => order.draft.kind)}::text[],
        ${orders.map((order) => order.draft.identity)}::text[],
        ${orders.map((order) => order.draft.currency)}::text[],
        ${orders.map((order) => order.draft.amounts.net.ucents)}::numeric[],
        ${orders.map((order) => order.draft.amounts.tax.ucents)}::numeric[],
        ${orders.map((order) => order.draft.amounts.gross.ucents)}::numeric[],
        ${orders.map((order) => order.draft.taxNote)}::text[],
        ${orders.map((order) => order.passwordSealed)}::bytea[],
        ${orders.map((order) => order.draft.createdAt)}::timestamptz[],
        ${orders.map((order) => order.draft.expiresAt)}::timestamptz[],
        ${orders.map((order) => order.draft.billingGroupId ?? null)}::bigint[]
      ) with ordinality as given (account_id, kind, identity, currency, net, tax, gross, tax_note, password, created_at,
        expires_at, billing_group, position)
    ), stored as (
      insert into orders (account_id, id, kind, identity, status, currency, net_ucents, tax_ucents, gross_ucents, tax_note,
        password_sealed, created_at, expires_at, billing_group_id)
      select account_id, id, kind, identity, 'notPaid', currency, net, tax, gross, tax_note, password, created_at, expires_at,
        billing_group
      from given order by position
      on conflict (account_id, identity) do nothing
      returning account_id, id
    ), positioned as (
      select given.position, given.account_id, given.id from given join stored using (account_id, id)
    ), lines as (
      insert into order_lines (account_id, order_id, service_id, plan_code, service_type, service_name, period, starts_on,
        ends_on, quantity, unit_price_ucents, total_price_ucents, tax_rate_ppm, renewal_identity)
      select positioned.account_id, positioned.id, service_id, plan_code, service_type, service_name, period, starts_on,
        ends_on, quantity, unit_price, total_price, tax_rate, renewal_identity
      from unnest(
        ${lines.map((line) => line.accountId)}::bigint[],
        ${lines.map((line) => line.position)}::integer[],
        ${lines.map((line) => line.serviceId)}::bigint[],
        ${lines.map((line) => line.planCode)}::text[],
        ${lines.map((line) => line.serviceType)}::text[],
        ${lines.map((line) => line.serviceName)}::text[],
        ${lines.map((line) => line.period)}::text[],
        ${lines.map((line) => line.startsOn)}::date[],
        ${lines.map((line) => line.endsOn)}::date[],
        ${lines.map((line) => line.quantity)}::integer[],
        ${lines.map((line) => line.unitPrice.ucents)}::numeric[],
        ${lines.map((line) => line.totalPrice.ucents)}::numeric[],
        ${lines.map((line) => line.taxRatePpm)}::integer[],
        ${lines.map((line) => line.renewalIdentity ?? null)}::text[]
      ) with ordinality as line (account_id, order_position, service_id, plan_code, service_type, service_name, period,
        starts_on, ends_on, quantity, unit_price, total_price, tax_rate, renewal_identity, position)
      join positioned on positioned.account_id = line.account_id and positioned.position = order_position
      order by line.position
      returning account_id, order_id, order_lines.id
    )
    select position, positioned.id, array_remove(array_agg(lines.id order by lines.id), null) as "lineIds"
    from positioned left join lines on lines.account_id = positioned.account_id and lines.order_id = positioned.id
    group by position, positioned.id`)
  const known = new Map(stored.map(({ position, ...order }) => [position, order]))
  return orders.map((_, index) => known.get(index + 1) ?? null)
}
