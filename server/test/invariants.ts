import sql from 'sql-template-tag'
import { verifyBooks } from '../src/actions/operating/verify-books.ts'
import type { RunTransaction } from '../src/database/transaction.ts'

/** What `GET /admin/verify` finds broken, one line each; a test expects nothing. */
export async function brokenInvariants(transaction: RunTransaction): Promise<readonly string[]> {
  const { violations } = await verifyBooks({ transaction })
  return violations.map(({ invariant, subject, message }) => `${invariant}: ${subject}: ${message}`)
}

/** How often each kind of call reached the played provider. */
export async function providerCalls(transaction: RunTransaction): Promise<Readonly<Record<string, number>>> {
  const rows = await transaction((open) =>
    open.query<{ readonly operation: string; readonly count: number }>(sql`
      select operation, count(*) as count from sandbox.calls group by operation`),
  )
  return Object.fromEntries(rows.map((row) => [row.operation, row.count]))
}

/** The types of the events of an order, or of all, in order. */
export async function eventTypes(
  transaction: RunTransaction,
  orderId: number | null = null,
): Promise<readonly string[]> {
  const rows = await transaction((open) =>
    open.query<{ readonly type: string }>(sql`
      select type from events where ${orderId}::bigint is null or order_id = ${orderId}::bigint order by id`),
  )
  return rows.map((row) => row.type)
}
