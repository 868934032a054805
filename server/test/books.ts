import sql from 'sql-template-tag'
import type { RunTransaction } from '../src/database/transaction.ts'
import type { AccountId } from '../src/identity/identity.ts'
import { type Currency, money, toDecimal, type Ucents } from '../src/money/money.ts'

/** What stands in an account's books, those at zero left out: `{ revenue: '-37.87' }`. */
export async function booksOf(
  transaction: RunTransaction,
  accountId: AccountId,
): Promise<Readonly<Record<string, string>>> {
  const rows = await transaction((inner) =>
    inner.query<{ readonly book: string; readonly currency: Currency; readonly amount: Ucents }>(sql`
      select book, currency, sum(amount_ucents) as amount from postings
      where account_id = ${accountId}::bigint group by book, currency having sum(amount_ucents) <> 0 order by book`),
  )
  return Object.fromEntries(rows.map(({ book, currency, amount }) => [book, toDecimal(money(amount, currency))]))
}

/** The movements of all accounts whose postings do not sum to zero in every currency (rule B3, invariant 4). */
export async function unbalancedMovements(transaction: RunTransaction): Promise<readonly unknown[]> {
  return transaction((inner) =>
    inner.query(sql`
      select account_id, movement_id, currency from postings
      group by account_id, movement_id, currency having sum(amount_ucents) <> 0`),
  )
}
