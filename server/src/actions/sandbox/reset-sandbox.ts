import { emptyHouse } from '../../operators/sandbox.store.ts'
import type { Sandbox } from '../../operators/sandbox.ts'
import type { Operator } from '../../operators/token.ts'
import { joinTransaction } from '../join-transaction.ts'
import { auditChange } from '../operating/audit-change.ts'
import type { Parts } from '../parts.ts'
import { type DemoSummary, seedDemo } from './seed-demo.ts'

/**
 * Takes a sandbox back to the demo data and to real time, in one transaction: who calls meanwhile finds the old data or the new,
 * and the demo account's keys are the same in both.
 */
export async function resetSandbox(
  parts: Parts,
  request: { readonly operator: Operator; readonly sandbox: Sandbox },
): Promise<DemoSummary> {
  const { operator, sandbox } = request
  await sandbox.clock.reset()
  return parts.transaction(async (transaction) => {
    await emptyHouse(transaction)
    const joined = joinTransaction(parts, transaction)
    const summary = await seedDemo(joined, { keys: sandbox.keys })
    await auditChange(transaction, parts, { operator, action: 'sandbox.reset', subject: 'sandbox' })
    return summary
  })
}
