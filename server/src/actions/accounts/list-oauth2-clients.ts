import { listOAuth2ClientIds } from '../../customers/oauth2.store.ts'
import type { AccountId } from '../../identity/identity.ts'
import type { Parts } from '../parts.ts'

/** The ids of an account's OAuth2 clients, oldest first. */
export function listOAuth2Clients(
  parts: Pick<Parts, 'transaction'>,
  { accountId }: { readonly accountId: AccountId },
): Promise<readonly string[]> {
  return parts.transaction((transaction) => listOAuth2ClientIds(transaction, accountId), 'reads')
}
