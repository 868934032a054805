import { readPresentedKeys } from '../customers/credential.store.ts'
import type { PresentedKeys } from '../customers/credential.ts'
import { hashKey } from '../customers/secret.ts'
import type { Parts } from './parts.ts'

/**
 * What the keys of a request lead to; null for an application key that nobody has.
 * @param keys consumerKey '' when the request has none
 */
export function findCredential(
  parts: Pick<Parts, 'transaction'>,
  keys: { readonly applicationKey: string; readonly consumerKey: string },
): Promise<PresentedKeys | null> {
  const consumerKeyHash = hashKey(keys.consumerKey)
  return parts.transaction((transaction) => readPresentedKeys(transaction, keys.applicationKey, consumerKeyHash))
}
