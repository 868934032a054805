import { toWireDateTime, type Zone } from '../../calendar/calendar.ts'
import type { RecordedEvent } from '../../events/event-list.store.ts'
import type { Parts } from '../parts.ts'

export interface EventDescription {
  readonly id: number
  readonly at: string
  readonly type: string
  readonly account: string
  readonly service?: number
  readonly order?: number
  readonly bill?: string
  readonly refund?: string
  readonly data: Readonly<Record<string, unknown>>
}

/** How operators read an event, from `/admin/events` and by webhook: `{id, at, type, account, service?, order?, bill?, data}`; a refund document stands as `refund`, not as `bill`. */
export function describeEvent({ zone }: Pick<Parts, 'zone'>, event: RecordedEvent): EventDescription {
  const { id, at, type, account, serviceId, orderId, documentId, data } = event
  return {
    id,
    at: toWireDateTime(at, zone),
    type,
    account,
    ...(serviceId === null ? {} : { service: serviceId }),
    ...(orderId === null ? {} : { order: orderId }),
    ...(documentId === null ? {} : documentId.startsWith('R') ? { refund: documentId } : { bill: documentId }),
    data: inZone(data, zone),
  }
}

/** What is stored is UTC; the deadline of a notice is told in the provider's zone, like every moment (rule T1). */
function inZone(data: EventDescription['data'], zone: Zone): EventDescription['data'] {
  const { deadline } = data
  return typeof deadline === 'string'
    ? { ...data, deadline: toWireDateTime(Temporal.Instant.from(deadline), zone) }
    : data
}
