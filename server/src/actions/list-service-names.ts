import type { AccountId } from '../identity/identity.ts'
import { problem } from '../problem/problem.ts'
import { findServicesAt } from '../services/service.store.ts'
import type { Parts } from './parts.ts'
import { placeOf } from './service-place.ts'

/**
 * The names of an account's live services of a product family, in order: what its list route answers.
 * @param before the values of the list's parameters, in order
 * @throws NOT_FOUND when they name a parent that is not there
 */
export async function listServiceNames(
  parts: Parts,
  request: { readonly accountId: AccountId; readonly family: string; readonly before: readonly string[] },
): Promise<readonly string[]> {
  const { accountId, family, before } = request
  const place = placeOf({ family, before, last: null })
  return parts.transaction(async (transaction) => {
    const found = await findServicesAt(transaction, accountId, place)
    if (found.length === 0 && place.parents) {
      const parentPlace = placeOf({ family: place.parents.family, before: [], last: before })
      const [parent] = await findServicesAt(transaction, accountId, parentPlace)
      if (!parent) throw problem('NOT_FOUND', `${place.parents.family} "${before.join('/')}" does not exist`)
    }
    return [...new Set(found.map(({ name }) => name))]
  })
}
