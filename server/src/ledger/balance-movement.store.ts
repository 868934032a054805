import sql from 'sql-template-tag'
import type { Instant } from '../calendar/calendar.ts'
import type { Transaction } from '../database/transaction.ts'
import type { AccountId } from '../identity/identity.ts'
import { type Currency, money, type Ucents } from '../money/money.ts'
import type { BalanceMovement, PrepaidAccount } from './balance.ts'

/** The numbers of the movements of an account's prepaid balance, oldest first; both moments included, whole seconds. */
export async function listBalanceMovementIds(
  transaction: Transaction,
  accountId: AccountId,
  currency: Currency,
  from: Instant | null,
  to: Instant | null,
): Promise<number[]> {
  const rows = await transaction.query<{ readonly id: number }>(sql`
    select id from movements
    where account_id = ${accountId}::bigint
      and (${from}::timestamptz is null or at >= ${from}::timestamptz)
      and (${to}::timestamptz is null or at < date_trunc('second', ${to}::timestamptz) + interval '1 second')
      and exists (
        select from postings
        where postings.account_id = movements.account_id and movement_id = movements.id
          and book = 'balance' and currency = ${currency}
      )
    order by id`)
  return rows.map((row) => row.id)
}

interface MovementRow extends Omit<BalanceMovement, 'amount' | 'balance'> {
  readonly amountUcents: Ucents
  readonly balanceUcents: Ucents
}

/** Movements of the prepaid balance with the balance that each left: the sum of all that was posted up to it. */
export async function readBalanceMovements(
  transaction: Transaction,
  accountId: AccountId,
  currency: Currency,
  ids: readonly number[],
): Promise<BalanceMovement[]> {
  const rows = await transaction.query<MovementRow>(sql`
    with moved as (
      select movement_id, -sum(amount_ucents) as amount, -sum(sum(amount_ucents)) over (order by movement_id) as balance
      from postings
      where account_id = ${accountId}::bigint and book = 'balance' and currency = ${currency}
      group by movement_id
    )
    select id, at, kind, description, order_id as "orderId", document_id as "documentId", amount as "amountUcents", balance as "balanceUcents"
    from moved join movements on movements.account_id = ${accountId}::bigint and id = movement_id
    where id = any (${ids}::bigint[])
    order by id`)
  return rows.map(({ amountUcents, balanceUcents, ...movement }) => ({
    ...movement,
    amount: money(amountUcents, currency),
    balance: money(balanceUcents, currency),
  }))
}

/** The number of the movement that was posted under an identity; null when none was. */
export async function findMovementId(
  transaction: Transaction,
  accountId: AccountId,
  identity: string,
): Promise<number | null> {
  const [row] = await transaction.query<{ readonly id: number }>(sql`
    select id from movements where account_id = ${accountId}::bigint and identity = ${identity}`)
  return row?.id ?? null
}

/** What an account has prepaid in a currency, and when that moved last. */
export async function readPrepaid(
  transaction: Transaction,
  accountId: AccountId,
  currency: Currency,
): Promise<Pick<PrepaidAccount, 'balance' | 'movedAt'>> {
  const [row] = await transaction.query<{ readonly ucents: Ucents; readonly movedAt: Instant | null }>(sql`
    select coalesce(-sum(amount_ucents), 0) as ucents, max(at) as "movedAt"
    from postings join movements on movements.account_id = postings.account_id and movements.id = movement_id
    where postings.account_id = ${accountId}::bigint and book = 'balance' and currency = ${currency}`)
  return { balance: money(row?.ucents ?? 0n, currency), movedAt: row?.movedAt ?? null }
}
