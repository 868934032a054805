import sql from 'sql-template-tag'
import type { Instant } from '../calendar/calendar.ts'
import type { Transaction } from '../database/transaction.ts'
import type { AccountId } from '../identity/identity.ts'
import type { PointMovement, Points } from './points.ts'

/** The points of an account: what its last movement left. */
export async function readPoints(transaction: Transaction, accountId: AccountId): Promise<Points> {
  const [row] = await transaction.query<Points>(sql`
    select coalesce(balance, 0) as balance, at as "movedAt", points_alert as "alertThreshold"
    from accounts left join lateral (
      select balance, at from point_movements
      where point_movements.account_id = accounts.account_id order by id desc limit 1
    ) last on true
    where account_id = ${accountId}::bigint`)
  return row ?? { balance: 0, movedAt: null, alertThreshold: null }
}

/** Writes a movement; the caller holds the account's lock, and has made sure that there are enough. */
export async function insertPointMovement(
  transaction: Transaction,
  accountId: AccountId,
  movement: Omit<PointMovement, 'id'>,
): Promise<PointMovement> {
  const { at, points, balance, description } = movement
  const [row] = await transaction.query<{ readonly id: number }>(sql`
    insert into point_movements (account_id, at, points, balance, description)
    values (${accountId}::bigint, ${at}::timestamptz, ${points}::bigint, ${balance}::bigint, ${description})
    returning id`)
  return { id: row?.id ?? 0, ...movement }
}

/** The numbers of an account's movements of points, oldest first; both moments included, whole seconds. */
export async function listPointMovementIds(
  transaction: Transaction,
  accountId: AccountId,
  from: Instant | null,
  to: Instant | null,
): Promise<number[]> {
  const rows = await transaction.query<{ readonly id: number }>(sql`
    select id from point_movements
    where account_id = ${accountId}::bigint
      and (${from}::timestamptz is null or at >= ${from}::timestamptz)
      and (${to}::timestamptz is null or at < date_trunc('second', ${to}::timestamptz) + interval '1 second')
    order by id`)
  return rows.map((row) => row.id)
}

/** Movements of an account's points by their numbers. */
export async function readPointMovements(
  transaction: Transaction,
  accountId: AccountId,
  ids: readonly number[],
): Promise<PointMovement[]> {
  return transaction.query<PointMovement>(sql`
    select id, at, points, balance, description from point_movements
    where account_id = ${accountId}::bigint and id = any (${ids}::bigint[]) order by id`)
}

/** The mark that a customer sets on his points; null takes it away. */
export async function updatePointsAlert(
  transaction: Transaction,
  accountId: AccountId,
  alert: number | null,
): Promise<void> {
  await transaction.query(sql`
    update accounts set points_alert = ${alert}::bigint where account_id = ${accountId}::bigint`)
}
