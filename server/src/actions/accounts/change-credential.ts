import { updateAllowedIps } from '../../customers/credential-list.store.ts'
import type { AccountId } from '../../identity/identity.ts'
import { problem } from '../../problem/problem.ts'
import type { Parts } from '../parts.ts'

export interface CredentialChange {
  readonly accountId: AccountId
  readonly credentialId: number
  /** CIDR blocks; null: from anywhere. */
  readonly allowedIps: readonly string[] | null
}

/** Binds a credential to addresses: calls from others are refused from now on. Its rules are frozen. @throws NOT_FOUND */
export async function changeCredential(
  parts: Pick<Parts, 'transaction'>,
  { accountId, credentialId, allowedIps }: CredentialChange,
): Promise<void> {
  const changed = await parts.transaction((transaction) =>
    updateAllowedIps(transaction, accountId, [credentialId], allowedIps),
  )
  if (changed.length > 0) return
  throw problem('NOT_FOUND', `The requested object (credentialId = ${credentialId}) does not exist`)
}
