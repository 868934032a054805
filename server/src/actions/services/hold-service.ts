import type { LocalDate } from '../../calendar/calendar.ts'
import type { ServiceId } from '../../identity/identity.ts'
import type { Operator } from '../../operators/token.ts'
import type { ListedService } from '../../services/service-overview.store.ts'
import { holdServices } from '../../services/suspension.store.ts'
import { auditChange } from '../operating/audit-change.ts'
import type { Parts } from '../parts.ts'
import { lockOwner, overviewOf } from './read-any-service.ts'

/**
 * Keeps a service from being suspended before 00:00 of a date (rule A5); null lets it go.
 * @throws NOT_FOUND; CONFLICT for a terminated service
 */
export async function holdService(
  parts: Parts,
  request: { readonly operator: Operator; readonly serviceId: ServiceId; readonly until: LocalDate | null },
): Promise<ListedService> {
  const { operator, serviceId, until } = request
  return parts.transaction(async (transaction) => {
    const accountId = await lockOwner(transaction, serviceId)
    await holdServices(transaction, accountId, [serviceId], until)
    const data = { until: until === null ? null : String(until) }
    await auditChange(transaction, parts, { operator, action: 'service.held', subject: serviceId, data })
    return overviewOf(transaction, serviceId)
  })
}
