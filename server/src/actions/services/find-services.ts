import type { Transaction } from '../../database/transaction.ts'
import type { AccountId } from '../../identity/identity.ts'
import type { Parts } from '../parts.ts'
import { type FamilyPath, isNamedByParent, servicesAt } from './service-place.ts'
import { type ServiceView, viewServices } from './view-services.ts'

/** Live services of an account by the values of their path's last parameter; a value that names none is not in the answer. */
export async function findServices(
  parts: Pick<Parts, 'transaction' | 'clock' | 'zone'>,
  request: FamilyPath & { readonly accountId: AccountId },
): Promise<ReadonlyMap<string, ServiceView>> {
  return parts.transaction((transaction) => viewsAt(transaction, parts, request), 'reads')
}

/** The same within a transaction. */
export async function viewsAt(
  transaction: Transaction,
  parts: Pick<Parts, 'clock' | 'zone'>,
  { accountId, ...path }: FamilyPath & { readonly accountId: AccountId },
): Promise<ReadonlyMap<string, ServiceView>> {
  const found = await servicesAt(transaction, accountId, path)
  const ids = found.map(({ id }) => id)
  const views = await viewServices(transaction, parts, accountId, ids)
  const byParent = isNamedByParent(path.family)
  const named = new Map<string, ServiceView>()
  for (const { id, name, parentName } of found) {
    const key = byParent ? parentName : name
    const view = views.get(id)
    // Names repeat only under different parents in a family that needs none: the first is the one that keeps the name.
    if (view && key !== null && !named.has(key)) named.set(key, view)
  }
  return named
}
