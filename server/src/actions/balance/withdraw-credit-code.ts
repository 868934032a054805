import type { Operator } from '../../operators/token.ts'
import { withdrawCreditCode as markWithdrawn } from '../../payments/credit-code.store.ts'
import { normalCode } from '../../payments/credit-code.ts'
import { problem } from '../../problem/problem.ts'
import { auditChange } from '../operating/audit-change.ts'
import type { Parts } from '../parts.ts'

/** Ends a code; what was redeemed by it stays on the balances. @throws NOT_FOUND */
export async function withdrawCreditCode(
  parts: Parts,
  request: { readonly operator: Operator; readonly code: string },
): Promise<void> {
  const code = normalCode(request.code)
  await parts.transaction(async (transaction) => {
    if (!(await markWithdrawn(transaction, code, parts.clock.now()))) {
      throw problem('NOT_FOUND', `there is no code ${code}, or it is withdrawn already`)
    }
    await auditChange(transaction, parts, { operator: request.operator, action: 'code.withdrawn', subject: code })
  })
}
