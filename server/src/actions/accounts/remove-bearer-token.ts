import { deleteTokens } from '../../customers/oauth2-token.store.ts'
import type { AccountId } from '../../identity/identity.ts'
import { problem } from '../../problem/problem.ts'
import type { Parts } from '../parts.ts'

/** Ends a bearer token of one of the account's clients at once. @throws NOT_FOUND */
export async function removeBearerToken(
  parts: Pick<Parts, 'transaction'>,
  { accountId, tokenId }: { readonly accountId: AccountId; readonly tokenId: string },
): Promise<void> {
  const gone = await parts.transaction((transaction) => deleteTokens(transaction, accountId, [tokenId]))
  if (gone.length > 0) return
  throw problem('NOT_FOUND', `The requested object (id = ${tokenId}) does not exist`)
}
