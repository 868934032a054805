import type { RunTransaction, Transaction } from '../src/database/transaction.ts'

/** How many statements some work sends in a transaction of its own. */
export async function countStatements(
  { transaction }: { readonly transaction: RunTransaction },
  work: (transaction: Transaction) => Promise<unknown>,
): Promise<number> {
  let statements = 0
  await transaction((open) =>
    work({
      query(statement) {
        statements += 1
        return open.query(statement)
      },
    }),
  )
  return statements
}
