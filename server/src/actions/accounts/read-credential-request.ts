import { findRequest } from '../../customers/credential.store.ts'
import type { CredentialRequest } from '../../customers/credential.ts'
import { hashKey } from '../../customers/secret.ts'
import type { Parts } from '../parts.ts'

/** What an application asks for, by the token of its validation page; null for a token that is unknown. */
export function readCredentialRequest(
  parts: Pick<Parts, 'transaction'>,
  { validationToken }: { readonly validationToken: string },
): Promise<CredentialRequest | null> {
  return parts.transaction((transaction) => findRequest(transaction, null, hashKey(validationToken)))
}
