import { realClock } from '../../calendar/calendar.ts'
import type { IssuedToken } from '../../customers/oauth2.ts'
import { listTokens } from '../../customers/oauth2-token.store.ts'
import type { AccountId } from '../../identity/identity.ts'
import type { Parts } from '../parts.ts'

/** The bearer tokens of an account's clients that hold now, oldest first: at most an hour's. */
export function listBearerTokens(
  parts: Pick<Parts, 'transaction'>,
  { accountId }: { readonly accountId: AccountId },
): Promise<readonly IssuedToken[]> {
  return parts.transaction((transaction) => listTokens(transaction, accountId, realClock.now()), 'reads')
}
