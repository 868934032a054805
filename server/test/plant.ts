import sql, { type Sql } from 'sql-template-tag'
import type { Parts } from '../src/actions/parts.ts'
import { type Verification, verifyBooks } from '../src/actions/verify-books.ts'

/** What is found once the statements were run behind the back of triggers and foreign keys; then all is as it was. */
export async function afterPlanting(
  { transaction }: Pick<Parts, 'transaction'>,
  ...statements: readonly Sql[]
): Promise<Verification> {
  const undo = { found: null as Verification | null }
  await transaction(async (open) => {
    await open.query(sql`select set_config('session_replication_role', 'replica', true)`)
    for (const statement of statements) await open.query(statement)
    undo.found = await verifyBooks({ transaction: (work) => work(open) })
    throw undo
  }).catch((reason: unknown) => {
    if (reason !== undo) throw reason
  })
  if (!undo.found) throw new Error('nothing was verified')
  return undo.found
}

/** `account invariant subject: message`, one a violation. */
export function told({ violations }: Verification): readonly string[] {
  return violations.map(({ invariant, account, subject, message }) => `${account} ${invariant} ${subject}: ${message}`)
}
