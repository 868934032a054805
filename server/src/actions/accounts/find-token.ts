import { readPresentedToken } from '../../customers/oauth2.store.ts'
import type { PresentedToken } from '../../customers/oauth2.ts'
import { hashKey } from '../../customers/secret.ts'
import type { Parts } from '../parts.ts'

/** What a bearer token leads to, also when it is over; null for one that is unknown. */
export function findToken(
  parts: Pick<Parts, 'transaction'>,
  { token }: { readonly token: string },
): Promise<PresentedToken | null> {
  return parts.transaction((transaction) => readPresentedToken(transaction, hashKey(token)), 'reads')
}
