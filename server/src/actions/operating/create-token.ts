import { realClock } from '../../calendar/calendar.ts'
import { insertToken, type NamedToken } from '../../operators/token.store.ts'
import { hashToken, newToken, type Operator } from '../../operators/token.ts'
import { problem } from '../../problem/problem.ts'
import type { Parts } from '../parts.ts'
import { auditChange } from './audit-change.ts'

export interface IssuedToken extends NamedToken {
  /** A secret, told this once. */
  readonly token: string
}

/** Makes a named admin token. @throws ALREADY_EXISTS when the name is taken */
export async function createToken(
  parts: Parts,
  request: { readonly operator: Operator; readonly name: string },
): Promise<IssuedToken> {
  const { operator, name } = request
  const token = newToken()
  return parts.transaction(async (transaction) => {
    const made = await insertToken(transaction, { name, hash: hashToken(token), createdAt: realClock.now() })
    if (!made) throw problem('ALREADY_EXISTS', `name: there is a token "${name}" already`, { field: 'name' })
    await auditChange(transaction, parts, { operator, action: 'token.created', subject: name })
    return { ...made, token }
  })
}
