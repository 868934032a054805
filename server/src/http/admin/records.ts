import { listAudit } from '../../actions/operating/list-audit.ts'
import { describeEvent } from '../../actions/telling/describe-event.ts'
import { listEvents } from '../../actions/telling/list-events.ts'
import { toWireDateTime } from '../../calendar/calendar.ts'
import type { RecordedEvent } from '../../events/event-list.store.ts'
import type { AuditRecord } from '../../operators/audit.ts'
import { nichandle } from './fields.ts'
import { optional } from './form.ts'
import { answerPage, type List } from './page.ts'
import { type AdminCall, adminRoute } from './route.ts'

export const recordRoutes = [
  adminRoute('GET', '/admin/audit', (call) =>
    answerPage(call, auditOf(call), {}, ({ after: [after], limit }) => listAudit(call.parts, { after, limit })),
  ),
  adminRoute('GET', '/admin/events', (call) =>
    answerPage(
      call,
      eventsOf(call),
      { account: optional(nichandle) },
      ({ after: [transactionId, id], limit }, { account }) =>
        listEvents(call.parts, { account: account ?? null, after: { transactionId, id }, limit }),
    ),
  ),
]

function auditOf({ parts }: AdminCall): List<AuditRecord, [number]> {
  return {
    name: 'audit',
    first: [0],
    keyOf: (entry) => [entry.id],
    toWire: ({ at, ...entry }) => ({ ...entry, at: toWireDateTime(at, parts.zone) }),
  }
}

function eventsOf({ parts }: AdminCall): List<RecordedEvent, [string, number]> {
  return {
    name: 'events',
    first: ['0', 0],
    keyOf: (event) => [event.transactionId, event.id],
    toWire: (event) => describeEvent(parts, event),
  }
}
