import { readOAuth2Clients as read } from '../../customers/oauth2.store.ts'
import type { OAuth2Client } from '../../customers/oauth2.ts'
import type { AccountId } from '../../identity/identity.ts'
import type { Parts } from '../parts.ts'

/** The account's clients of these ids; one that is not the account's is not among them. */
export function readOAuth2Clients(
  parts: Pick<Parts, 'transaction'>,
  { accountId, clientIds }: { readonly accountId: AccountId; readonly clientIds: readonly string[] },
): Promise<readonly OAuth2Client[]> {
  return parts.transaction((transaction) => read(transaction, accountId, clientIds), 'reads')
}
