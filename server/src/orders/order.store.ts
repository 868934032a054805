import sql from 'sql-template-tag'
import type { Instant, LocalDate } from '../calendar/calendar.ts'
import type { Period } from '../calendar/period.ts'
import type { Transaction } from '../database/transaction.ts'
import type { AccountId, OrderId, OrderLineId, ServiceId } from '../identity/identity.ts'
import { type Currency, money, type Ucents } from '../money/money.ts'
import type { Order, OrderKey, OrderKind, OrderLine, OrderStatus, TaxNote } from './order.ts'

/** An order as it is stored: its password sealed (rule O6). */
export interface SealedOrder extends Omit<Order, 'password'> {
  readonly passwordSealed: Buffer
}

/** An order without its lines. */
export type OrderHead = Omit<SealedOrder, 'lines'>

/** Orders of any accounts, locked until the transaction ends: paying them and letting them expire wait for each other. */
export async function lockOrderHeads(transaction: Transaction, keys: readonly OrderKey[]): Promise<OrderHead[]> {
  const rows = await transaction.query<HeadRow>(sql`
    select account_id as "accountId", id as "orderId", kind, identity, status, currency, net_ucents as net, tax_ucents as tax,
      gross_ucents as gross, tax_note as "taxNote", password_sealed as "passwordSealed", created_at as "createdAt",
      expires_at as "expiresAt", ended_at as "endedAt"
    from orders
    where (account_id, id) in (select * from unnest(
      ${keys.map((key) => key.accountId)}::bigint[],
      ${keys.map((key) => key.id)}::bigint[]
    ))
    order by account_id, id for no key update`)
  return rows.map(toHead)
}

/** The lines of orders, which never change, by order. */
export async function readOrderLines(
  transaction: Transaction,
  keys: readonly OrderKey[],
): Promise<ReadonlyMap<OrderId, readonly OrderLine[]>> {
  const rows = await transaction.query<LineRow & Pick<HeadRow, 'orderId' | 'currency'>>(sql`
    select line.order_id as "orderId", currency, line.id as "lineId", service_id as "serviceId", plan_code as "planCode",
      service_type as "serviceType", service_name as "serviceName", period, starts_on as "startsOn", ends_on as "endsOn", quantity,
      unit_price_ucents as "unitPrice", total_price_ucents as "totalPrice", tax_rate_ppm as "taxRatePpm"
    from order_lines line join orders on orders.account_id = line.account_id and orders.id = line.order_id
    where (line.account_id, line.order_id) in (select * from unnest(
      ${keys.map((key) => key.accountId)}::bigint[],
      ${keys.map((key) => key.id)}::bigint[]
    ))
    order by line.account_id, line.order_id, line.id`)
  const lines = Map.groupBy(rows, (row) => row.orderId)
  return new Map([...lines].map(([orderId, own]) => [orderId, own.map(toLine)]))
}

/** Orders with their lines, oldest first. Ids that are not the account's are left out. */
export async function readOrders(
  transaction: Transaction,
  accountId: AccountId,
  ids: readonly OrderId[],
): Promise<SealedOrder[]> {
  const rows = await transaction.query<OrderRow>(sql`
    select orders.account_id as "accountId", orders.id as "orderId", kind, identity, status, currency,
      net_ucents as net, tax_ucents as tax, gross_ucents as gross, tax_note as "taxNote",
      password_sealed as "passwordSealed", created_at as "createdAt", expires_at as "expiresAt", ended_at as "endedAt",
      line.id as "lineId", service_id as "serviceId", plan_code as "planCode", service_type as "serviceType",
      service_name as "serviceName", period, starts_on as "startsOn", ends_on as "endsOn", quantity,
      unit_price_ucents as "unitPrice", total_price_ucents as "totalPrice", tax_rate_ppm as "taxRatePpm"
    from orders left join order_lines line on line.account_id = orders.account_id and line.order_id = orders.id
    where orders.account_id = ${accountId}::bigint and orders.id = any (${ids}::bigint[])
    order by orders.id, line.id`)
  return [...Map.groupBy(rows, (row) => row.orderId).values()].flatMap(toOrder)
}

export interface OrderMove {
  readonly accountId: AccountId
  readonly orderId: OrderId
  readonly from: OrderStatus
  readonly to: OrderStatus
  /** When it became final; null for a status that something follows. */
  readonly endedAt: Instant | null
}

/**
 * Moves orders that still have the status they are moved from.
 * @returns the orders that were moved; who misses one here was raced by another and must not go on
 */
export async function setOrderStatus(transaction: Transaction, moves: readonly OrderMove[]): Promise<OrderKey[]> {
  return transaction.query<OrderKey>(sql`
    update orders set status = move.to_status, ended_at = move.ended_at
    from unnest(
      ${moves.map((move) => move.accountId)}::bigint[],
      ${moves.map((move) => move.orderId)}::bigint[],
      ${moves.map((move) => move.from)}::text[],
      ${moves.map((move) => move.to)}::text[],
      ${moves.map((move) => move.endedAt)}::timestamptz[]
    ) as move (account_id, order_id, from_status, to_status, ended_at)
    where orders.account_id = move.account_id and orders.id = move.order_id and orders.status = move.from_status
    returning orders.account_id as "accountId", orders.id`)
}

/** Lets at most `limit` unpaid orders expire that were to be paid by a moment. Those that are being paid are passed over. */
export async function claimExpiredOrders(
  transaction: Transaction,
  until: Instant,
  now: Instant,
  limit: number,
): Promise<{ readonly accountId: AccountId; readonly id: OrderId }[]> {
  return transaction.query(sql`
    update orders set status = 'expired', ended_at = ${now}::timestamptz
    from (
      select account_id, id from orders
      where status = 'notPaid' and expires_at <= ${until}::timestamptz
      order by expires_at limit ${limit}::integer for no key update skip locked
    ) due
    where orders.account_id = due.account_id and orders.id = due.id
    returning orders.account_id as "accountId", orders.id`)
}

interface HeadRow {
  readonly accountId: AccountId
  readonly orderId: OrderId
  readonly kind: OrderKind
  readonly identity: string | null
  readonly status: OrderStatus
  readonly currency: Currency
  readonly net: Ucents
  readonly tax: Ucents
  readonly gross: Ucents
  readonly taxNote: TaxNote | null
  readonly passwordSealed: Buffer
  readonly createdAt: Instant
  readonly expiresAt: Instant | null
  readonly endedAt: Instant | null
}

interface LineRow {
  readonly lineId: OrderLineId
  readonly serviceId: ServiceId
  readonly planCode: string
  readonly serviceType: string
  readonly serviceName: string
  readonly period: Period
  readonly startsOn: LocalDate
  readonly endsOn: LocalDate
  readonly quantity: number
  readonly unitPrice: Ucents
  readonly totalPrice: Ucents
  readonly taxRatePpm: number
}

type OrderRow = HeadRow & LineRow

function toOrder(rows: readonly OrderRow[]): SealedOrder[] {
  const [row] = rows
  return row ? [{ ...toHead(row), lines: rows.filter(hasLine).map(toLine) }] : []
}

function toHead(row: HeadRow): OrderHead {
  const { orderId: id, net, tax, gross, currency, ...rest } = row
  const { accountId, kind, identity, status, taxNote, passwordSealed, createdAt, expiresAt, endedAt } = rest
  const amounts = { net: money(net, currency), tax: money(tax, currency), gross: money(gross, currency) }
  const life = { status, createdAt, expiresAt, endedAt }
  return { accountId, id, kind, identity, currency, amounts, taxNote, passwordSealed, ...life }
}

/** Of an order without lines the outer join answers one row, its columns of the line null. */
function hasLine({ lineId }: { readonly lineId: OrderLineId | null }): boolean {
  return lineId !== null
}

function toLine(row: LineRow & Pick<HeadRow, 'currency'>): OrderLine {
  const { lineId, serviceId, planCode, serviceType, serviceName, period, startsOn, endsOn, quantity, taxRatePpm } = row
  return {
    id: lineId,
    ...{ serviceId, planCode, serviceType, serviceName, period, startsOn, endsOn, quantity, taxRatePpm },
    unitPrice: money(row.unitPrice, row.currency),
    totalPrice: money(row.totalPrice, row.currency),
  }
}
