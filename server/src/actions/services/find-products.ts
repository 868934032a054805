import type { AccountId } from '../../identity/identity.ts'
import { type ProductSettings, readProductSettings } from '../../services/product-settings.store.ts'
import type { Parts } from '../parts.ts'
import { viewsAt } from './find-services.ts'
import type { FamilyPath } from './service-place.ts'
import type { ServiceView } from './view-services.ts'

/** A service with what its customer set on the product. */
export interface ProductView extends ServiceView {
  readonly settings: ProductSettings
}

/** The same services as `findServices` finds, with what was set on them. */
export async function findProducts(
  parts: Pick<Parts, 'transaction' | 'clock' | 'zone'>,
  request: FamilyPath & { readonly accountId: AccountId },
): Promise<ReadonlyMap<string, ProductView>> {
  return parts.transaction(async (transaction) => {
    const views = await viewsAt(transaction, parts, request)
    const ids = [...views.values()].map(({ service }) => service.id)
    const rows = await readProductSettings(transaction, request.accountId, ids)
    const settings = new Map(rows.map((row) => [row.serviceId, row.settings]))
    return new Map([...views].map(([name, view]) => [name, { ...view, settings: settings.get(view.service.id) ?? {} }]))
  }, 'reads')
}
