import { deleteTokens } from '../../operators/token.store.ts'
import type { Operator } from '../../operators/token.ts'
import { problem } from '../../problem/problem.ts'
import type { Parts } from '../parts.ts'
import { auditChange } from './audit-change.ts'

/** Ends a named admin token at once. @param request.which its id or its name @throws NOT_FOUND */
export async function deleteToken(
  parts: Parts,
  request: { readonly operator: Operator; readonly which: string },
): Promise<void> {
  const { operator, which } = request
  await parts.transaction(async (transaction) => {
    const [gone] = await deleteTokens(transaction, which)
    if (!gone) throw problem('NOT_FOUND', `there is no token "${which}"`)
    await auditChange(transaction, parts, { operator, action: 'token.deleted', subject: gone.name })
  })
}
