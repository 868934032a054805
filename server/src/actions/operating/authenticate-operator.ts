import { findToken } from '../../operators/token.store.ts'
import { hashToken, mainOperator, type Operator, sameToken } from '../../operators/token.ts'
import { problem } from '../../problem/problem.ts'
import type { Parts } from '../parts.ts'

/**
 * Who calls the operator API: the holder of the server's own token, or of a named one.
 * @param request.token what the caller sent, null for nothing; `adminToken` the server's own. Both secret
 * @throws UNAUTHORIZED
 */
export async function authenticateOperator(
  parts: Parts,
  request: { readonly token: string | null; readonly adminToken: string },
): Promise<Operator> {
  const { token, adminToken } = request
  if (token === null) throw problem('UNAUTHORIZED', 'send an admin token: Authorization: Bearer <token>')
  if (sameToken(token, adminToken)) return mainOperator
  const operator = await parts.transaction((transaction) => findToken(transaction, hashToken(token)))
  if (!operator) throw problem('UNAUTHORIZED', 'this is no admin token')
  return operator
}
