import { insertEvents } from '../../events/event.store.ts'
import type { AccountId, ServiceId } from '../../identity/identity.ts'
import { insertNotices } from '../../notices/notice.store.ts'
import { suspendServices } from '../../services/suspension.store.ts'
import type { Parts } from '../parts.ts'
import { serviceNotice } from '../telling/service-notice.ts'
import { lockService } from './lock-service.ts'

/**
 * The customer's own suspension (rule A7): renewals go on, and only the customer ends it, no payment does. Doing it twice changes
 * nothing.
 * @throws NOT_FOUND
 */
export async function suspendOwnService(
  parts: Pick<Parts, 'transaction' | 'clock'>,
  { accountId, serviceId }: { readonly accountId: AccountId; readonly serviceId: ServiceId },
): Promise<void> {
  await parts.transaction(async (transaction) => {
    await lockService(transaction, { accountId, serviceId })
    const [at, data] = [parts.clock.now(), { cause: 'customer' }]
    const suspended = await suspendServices(transaction, [{ accountId, id: serviceId, cause: 'customer' }], at)
    if (suspended.length === 0) return
    await insertEvents(transaction, [{ accountId, at, type: 'service.suspended', serviceId, data }])
    await insertNotices(transaction, [
      serviceNotice({ accountId, kind: 'service.suspended', services: [serviceId], data, at }),
    ])
  })
}
