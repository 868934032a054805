import { lockAccounts } from '../../customers/account.store.ts'
import type { AccountId, ServiceId } from '../../identity/identity.ts'
import { problem } from '../../problem/problem.ts'
import { changeRenewal, type RenewalChange } from '../../services/change-renewal.ts'
import { changeOfFlags, type RenewalFlags } from '../../services/renewal-flags.ts'
import { updateDisplayNames } from '../../services/service-change.store.ts'
import type { Parts } from '../parts.ts'
import { changeFacts, storeRenewal } from './renewal-change.ts'
import { viewServices } from './view-services.ts'

export interface ChangeServiceRequest {
  readonly accountId: AccountId
  readonly serviceId: ServiceId
  /** Empty or null: the service's own name is shown. Undefined: as it was. */
  readonly displayName?: string | null | undefined
  /** As `/services` says it. */
  readonly renewal?: RenewalChange | undefined
  /** As `serviceInfos` says it. */
  readonly flags?: RenewalFlags | undefined
}

const longestName = 255

/**
 * Changes what a customer may change of a service: its name on display, its renewal, or both at once; all or nothing.
 * @throws NOT_FOUND, INVALID_PARAMETER, and what changeRenewal and changeOfFlags throw
 */
export async function changeService(
  parts: Pick<Parts, 'transaction' | 'clock' | 'zone'>,
  request: ChangeServiceRequest,
): Promise<void> {
  const { accountId, serviceId, displayName } = request
  await parts.transaction(async (transaction) => {
    await lockAccounts(transaction, [accountId])
    const view = (await viewServices(transaction, parts, accountId, [serviceId])).get(serviceId)
    if (!view) throw problem('NOT_FOUND', `service ${serviceId} does not exist`)
    if (displayName !== undefined) {
      await updateDisplayNames(transaction, [{ accountId, serviceId, displayName: displayNameOf(displayName) }])
    }
    const { service } = view
    const change = request.flags ? changeOfFlags(request.flags, service) : request.renewal
    const now = parts.clock.now()
    const renewal = change && changeRenewal(await changeFacts(transaction, parts, view, now), change)
    if (renewal) await storeRenewal(transaction, service, { renewal }, now)
  })
}

/**
 * A name on display as it is stored; null: the service's own is shown.
 * @throws INVALID_PARAMETER
 */
export function displayNameOf(text: string | null): string | null {
  const name = text?.trim() ?? ''
  if (name.length <= longestName) return name === '' ? null : name
  throw problem(
    'INVALID_PARAMETER',
    `displayName has ${name.length} characters: at most ${longestName} can be stored`,
    {
      field: 'displayName',
    },
  )
}
