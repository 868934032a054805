import type { AccessRule } from '../../customers/access-rules.ts'
import type { Nichandle } from '../../identity/identity.ts'
import type { Operator } from '../../operators/token.ts'
import { joinTransaction } from '../join-transaction.ts'
import { auditChange } from '../operating/audit-change.ts'
import type { Parts } from '../parts.ts'
import { type CreatedCredentials, createCredentials } from './create-credentials.ts'
import { accountNamed } from './find-account.ts'

export interface KeysRequest {
  readonly operator: Operator
  readonly nichandle: Nichandle
  /** null: everything that the account may do. */
  readonly accessRules: readonly AccessRule[] | null
  readonly description: string | null
}

/** Makes an application and a validated credential of an account, for an operator. @throws NOT_FOUND */
export async function issueKeys(parts: Parts, request: KeysRequest): Promise<CreatedCredentials> {
  const { operator, nichandle, accessRules, description } = request
  return parts.transaction(async (transaction) => {
    const { id: accountId } = await accountNamed(transaction, nichandle)
    const joined = joinTransaction(parts, transaction)
    const keys = await createCredentials(joined, { accountId, accessRules, description })
    const data = { applicationKey: keys.applicationKey, description }
    await auditChange(transaction, parts, { operator, action: 'credentials.created', subject: nichandle, data })
    return keys
  })
}
