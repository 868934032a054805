import { holdService } from '../../actions/services/hold-service.ts'
import { listAllServices } from '../../actions/services/list-all-services.ts'
import { readAnyService } from '../../actions/services/read-any-service.ts'
import { reopenService } from '../../actions/services/reopen-service.ts'
import { suspendService } from '../../actions/services/suspend-service.ts'
import { type Instant, parseInstant, toWireDateTime } from '../../calendar/calendar.ts'
import type { ServiceId } from '../../identity/identity.ts'
import type { ListedService } from '../../services/service-overview.store.ts'
import { idParameter } from '../parameters.ts'
import { date, nichandle, oneOf } from './fields.ts'
import { form, nullable, optional, wrongField } from './form.ts'
import { answerPage, type List } from './page.ts'
import { type AdminCall, adminRoute } from './route.ts'

const filters = {
  account: optional(nichandle),
  status: optional(oneOf(['active', 'unpaid', 'suspended', 'terminated'])),
  expiringBefore: optional(date),
}

export const serviceRoutes = [
  adminRoute('GET', '/admin/services', (call) =>
    answerPage(call, servicesOf(call), filters, ({ after: [createdAt, id], limit }, query) => {
      const after = id === 0 ? null : { createdAt: cursorInstant(createdAt), id: id as ServiceId }
      const { account = null, status = null, expiringBefore = null } = query
      return listAllServices(call.parts, { account, status, expiringBefore, after, limit })
    }),
  ),
  adminRoute('GET', '/admin/services/:id', async (call) =>
    toWireService(call, await readAnyService(call.parts, { serviceId: serviceIdOf(call) })),
  ),
  adminRoute('POST', '/admin/services/:id/suspend', async (call) =>
    toWireService(call, await suspendService(call.parts, { operator: call.operator, serviceId: serviceIdOf(call) })),
  ),
  adminRoute('POST', '/admin/services/:id/reopen', async (call) =>
    toWireService(call, await reopenService(call.parts, { operator: call.operator, serviceId: serviceIdOf(call) })),
  ),
  adminRoute('POST', '/admin/services/:id/hold', async (call) => {
    const { until } = call.body(form({ until: nullable(date) }))
    const { parts, operator } = call
    return toWireService(call, await holdService(parts, { operator, serviceId: serviceIdOf(call), until }))
  }),
]

function serviceIdOf(call: AdminCall): ServiceId {
  return idParameter(call.parameter('id'), 'id') as ServiceId
}

function servicesOf(call: AdminCall): List<ListedService, [string, number]> {
  return {
    name: 'services',
    first: ['', 0],
    keyOf: ({ createdAt, id }) => [String(createdAt), id],
    toWire: (service) => toWireService(call, service),
  }
}

/** The moment in a cursor's key. */
export function cursorInstant(text: string): Instant {
  const instant = parseInstant(text)
  if (!instant) throw wrongField('after', 'this is no cursor of this list')
  return instant
}

function toWireService({ parts }: AdminCall, service: ListedService): unknown {
  const { id, start, expiration, engagedUntil, holdUntil, createdAt, ...rest } = service
  return {
    id,
    serviceId: id,
    ...rest,
    start: String(start),
    expiration: String(expiration),
    engagedUntil: engagedUntil === null ? null : String(engagedUntil),
    holdUntil: holdUntil === null ? null : String(holdUntil),
    createdAt: toWireDateTime(createdAt, parts.zone),
  }
}
