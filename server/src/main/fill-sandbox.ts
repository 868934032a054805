import { joinTransaction } from '../actions/join-transaction.ts'
import type { Parts } from '../actions/parts.ts'
import { seedDemo } from '../actions/sandbox/seed-demo.ts'
import type { DemoKeys } from '../operators/sandbox.ts'
import { hasAccounts, lockFilling } from './house.store.ts'

/** Makes the demo data when the database has no account yet: once, however many servers start on it at the same time. */
export async function fillSandbox(parts: Parts, keys: DemoKeys, tell: (line: string) => void): Promise<void> {
  // in one transaction: a start that is cut short leaves an empty database, not half a demo
  await parts.transaction(async (transaction) => {
    await lockFilling(transaction)
    if (await hasAccounts(transaction)) return
    tell('making the demo data')
    await seedDemo(joinTransaction(parts, transaction), { keys })
  })
}
