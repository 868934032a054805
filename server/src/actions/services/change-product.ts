import type { AccountId, ServiceId } from '../../identity/identity.ts'
import { problem } from '../../problem/problem.ts'
import { type ProductSettings, writeProductSettings } from '../../services/product-settings.store.ts'
import { updateDisplayNames } from '../../services/service-change.store.ts'
import type { Parts } from '../parts.ts'
import { displayNameOf } from './change-service.ts'
import { lockService } from './lock-service.ts'

export interface ProductChange {
  readonly accountId: AccountId
  readonly serviceId: ServiceId
  /** The service's, whatever product it is. Undefined: as it was. */
  readonly displayName?: string | null | undefined
  readonly settings: ProductSettings
}

/**
 * Sets what a customer may set on a product, beside what was set before; all or nothing.
 * @throws NOT_FOUND; SERVICE_EXPIRED for a suspended one (rule A7a); INVALID_PARAMETER for a name that is too long
 */
export async function changeProduct(
  parts: Pick<Parts, 'transaction' | 'clock'>,
  { accountId, serviceId, displayName, settings }: ProductChange,
): Promise<void> {
  await parts.transaction(async (transaction) => {
    const service = await lockService(transaction, { accountId, serviceId })
    if (service.state === 'suspended') throw problem('SERVICE_EXPIRED', 'This service is expired')
    if (displayName !== undefined) {
      await updateDisplayNames(transaction, [{ accountId, serviceId, displayName: displayNameOf(displayName) }])
    }
    if (Object.keys(settings).length > 0) {
      await writeProductSettings(transaction, [{ accountId, id: serviceId, settings }], parts.clock.now())
    }
  })
}
