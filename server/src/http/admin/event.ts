import type { Parts } from '../../actions/parts.ts'
import { toWireDateTime } from '../../calendar/calendar.ts'
import type { RecordedEvent } from '../../events/event-list.store.ts'

/** `{id, at, type, account, service?, order?, bill?, data}`; a refund document stands as `refund`, not as `bill`. */
export function toWireEvent({ zone }: Pick<Parts, 'zone'>, event: RecordedEvent): unknown {
  const { id, at, type, account, serviceId, orderId, documentId, data } = event
  return {
    id,
    at: toWireDateTime(at, zone),
    type,
    account,
    ...(serviceId === null ? {} : { service: serviceId }),
    ...(orderId === null ? {} : { order: orderId }),
    ...(documentId === null ? {} : documentId.startsWith('R') ? { refund: documentId } : { bill: documentId }),
    data,
  }
}
