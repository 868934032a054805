import { findFamily } from '@odnowa/contract/families.ts'
import type { AccountId } from '../../identity/identity.ts'
import { problem } from '../../problem/problem.ts'
import { findServicesByName } from '../../services/service-list.store.ts'
import type { Parts } from '../parts.ts'
import { servicesAt } from './service-place.ts'

/**
 * The names of an account's live services of a product family, in order: what its list route answers.
 * @param before the values of the list's parameters, in order
 * @throws NOT_FOUND when they name a parent that is not there
 */
export async function listServiceNames(
  parts: Pick<Parts, 'transaction' | 'clock' | 'zone'>,
  request: { readonly accountId: AccountId; readonly family: string; readonly before: readonly string[] },
): Promise<readonly string[]> {
  const { accountId, family, before } = request
  const parent = findFamily(family)?.parent ?? null
  return parts.transaction(async (transaction) => {
    const found = await servicesAt(transaction, accountId, { family, before, last: null })
    if (found.length === 0 && parent !== null) {
      const parents = await findServicesByName(transaction, accountId, parent, before)
      if (parents.length === 0) throw problem('NOT_FOUND', `${parent} "${before.join('/')}" does not exist`)
    }
    return [...new Set(found.map(({ name }) => name))]
  }, 'reads')
}
