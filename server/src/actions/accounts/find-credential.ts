import { readPresentedKeys } from '../../customers/credential.store.ts'
import type { PresentedKeys } from '../../customers/credential.ts'
import { hashKey } from '../../customers/secret.ts'
import { askTogether } from '../ask-together.ts'
import type { Parts } from '../parts.ts'

interface Keys {
  readonly applicationKey: string
  /** '' when the request has none. */
  readonly consumerKey: string
}

/** What the keys of a request lead to; null for an application key that nobody has. */
export const findCredential = askTogether(
  ({ applicationKey, consumerKey }: Keys) => `${applicationKey}\n${consumerKey}`,
  (parts: Pick<Parts, 'transaction'>, many): Promise<readonly (PresentedKeys | null)[]> => {
    const pairs = many.map(({ applicationKey, consumerKey }) => ({
      applicationKey,
      consumerKeyHash: hashKey(consumerKey),
    }))
    return parts.transaction((transaction) => readPresentedKeys(transaction, pairs), 'reads')
  },
)
