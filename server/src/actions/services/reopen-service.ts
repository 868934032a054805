import { insertEvents } from '../../events/event.store.ts'
import type { ServiceId } from '../../identity/identity.ts'
import { insertNotices } from '../../notices/notice.store.ts'
import type { Operator } from '../../operators/token.ts'
import type { ListedService } from '../../services/service-overview.store.ts'
import { liftSuspensions } from '../../services/suspension.store.ts'
import { auditChange } from '../operating/audit-change.ts'
import type { Parts } from '../parts.ts'
import { serviceNotice } from '../telling/service-notice.ts'
import { lockOwner, overviewOf } from './read-any-service.ts'

/**
 * Ends the operator's own suspension, and that only (rule A7): what is suspended for other causes too stays so.
 * @throws NOT_FOUND; CONFLICT for a terminated service
 */
export async function reopenService(
  parts: Parts,
  request: { readonly operator: Operator; readonly serviceId: ServiceId },
): Promise<ListedService> {
  const { operator, serviceId } = request
  return parts.transaction(async (transaction) => {
    const accountId = await lockOwner(transaction, serviceId)
    const [lifted] = await liftSuspensions(transaction, [{ accountId, id: serviceId }], 'operator')
    if (lifted?.state === 'active') {
      const at = parts.clock.now()
      const data = { cause: 'operator' }
      await insertEvents(transaction, [{ accountId, at, type: 'service.reopened', serviceId, data }])
      await insertNotices(transaction, [
        serviceNotice({ accountId, kind: 'service.reopened', services: [serviceId], data, at }),
      ])
    }
    if (lifted) await auditChange(transaction, parts, { operator, action: 'service.reopened', subject: serviceId })
    return overviewOf(transaction, serviceId)
  })
}
