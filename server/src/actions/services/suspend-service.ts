import { insertEvents } from '../../events/event.store.ts'
import type { ServiceId } from '../../identity/identity.ts'
import { insertNotices } from '../../notices/notice.store.ts'
import type { Operator } from '../../operators/token.ts'
import type { ListedService } from '../../services/service-overview.store.ts'
import { suspendServices } from '../../services/suspension.store.ts'
import { auditChange } from '../operating/audit-change.ts'
import type { Parts } from '../parts.ts'
import { serviceNotice } from '../telling/service-notice.ts'
import { lockOwner, overviewOf } from './read-any-service.ts'

/**
 * The operator's own suspension (rule A7): only the operator ends it, no payment does. Doing it twice changes nothing.
 * @throws NOT_FOUND; CONFLICT for a terminated service
 */
export async function suspendService(
  parts: Parts,
  request: { readonly operator: Operator; readonly serviceId: ServiceId },
): Promise<ListedService> {
  const { operator, serviceId } = request
  return parts.transaction(async (transaction) => {
    const accountId = await lockOwner(transaction, serviceId)
    const at = parts.clock.now()
    const suspended = await suspendServices(transaction, [{ accountId, id: serviceId, cause: 'operator' }], at)
    if (suspended.length > 0) {
      const data = { cause: 'operator' }
      await insertEvents(transaction, [{ accountId, at, type: 'service.suspended', serviceId, data }])
      await insertNotices(transaction, [
        serviceNotice({ accountId, kind: 'service.suspended', services: [serviceId], data, at }),
      ])
      await auditChange(transaction, parts, { operator, action: 'service.suspended', subject: serviceId })
    }
    return overviewOf(transaction, serviceId)
  })
}
