import { realClock } from '../../calendar/calendar.ts'
import { readAccounts } from '../../customers/account.store.ts'
import { hashKey } from '../../customers/secret.ts'
import type { ServiceId } from '../../identity/identity.ts'
import { readServicesWithOptions } from '../../services/service.store.ts'
import type { Service } from '../../services/service.ts'
import { findTerminationTokens } from '../../services/termination-token.store.ts'
import type { Parts } from '../parts.ts'
import { viewServices } from './view-services.ts'

/** What a mailed link would terminate. */
export interface AskedTermination {
  readonly service: Service
  readonly serviceType: string
  /** Its options and theirs, which end with it. */
  readonly options: readonly Service[]
  /** Of its account: `fr_FR`. */
  readonly language: string
}

/** What a mailed link asks to confirm; null for a token that is wrong, used, replaced or too old. Confirms nothing. */
export async function readTermination(
  parts: Pick<Parts, 'transaction' | 'clock' | 'zone'>,
  { serviceId, token }: { readonly serviceId: ServiceId; readonly token: string },
): Promise<AskedTermination | null> {
  return parts.transaction(async (transaction) => {
    const [found] = await findTerminationTokens(transaction, [hashKey(token)], realClock.now())
    if (!found || found.id !== serviceId) return null
    const { accountId, id } = found
    const [[account], services, views] = await Promise.all([
      readAccounts(transaction, [accountId]),
      readServicesWithOptions(transaction, accountId, [id]),
      viewServices(transaction, parts, accountId, [id]),
    ])
    const view = views.get(id)
    if (!account || !view) return null
    const options = services.filter((each) => each.id !== id)
    return { service: view.service, serviceType: view.plan.serviceType, options, language: account.language }
  })
}
