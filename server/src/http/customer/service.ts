import { listRenewals } from '../../actions/ordering/list-renewals.ts'
import { renewService } from '../../actions/ordering/renew-service.ts'
import { changeService } from '../../actions/services/change-service.ts'
import { listServices } from '../../actions/services/list-services.ts'
import { reopenOwnService } from '../../actions/services/reopen-own-service.ts'
import { suspendOwnService } from '../../actions/services/suspend-own-service.ts'
import { terminateOwnService } from '../../actions/services/terminate-own-service.ts'
import type { ServiceId } from '../../identity/identity.ts'
import { wireContext } from '../context.ts'
import { type Operation, operation } from '../operation.ts'
import { idParameter } from '../parameters.ts'
import { toWireRenewDescription } from '../wire/renew-description.ts'
import { toWireRenewOrder } from '../wire/renew-order.ts'
import { toWireService } from '../wire/service.ts'
import { fromWireServiceRenew } from '../wire/service-renew.ts'
import { serviceNumbered, servicesNumbered } from './service-numbered.ts'

/** `/service`: find a service, see how it can be renewed, and order that; stop it for a while, or for good. */
export const serviceOperations: readonly Operation[] = [
  operation('GET /service', async ({ parts, caller }) => [
    ...(await listServices(parts, { accountId: caller.accountId })),
  ]),

  operation('GET /service/{serviceId}', async (call) => toWireService(await serviceNumbered(call)), {
    many: (call, ids) => servicesNumbered(call, ids, toWireService),
  }),

  operation('PUT /service/{serviceId}', async (call) => {
    const { parts, caller, body } = call
    const view = await serviceNumbered(call)
    await changeService(parts, {
      accountId: caller.accountId,
      serviceId: view.service.id,
      displayName: body.resource?.displayName,
      renewal: body.renew ? fromWireServiceRenew(body.renew, view) : undefined,
    })
  }),

  operation('POST /service/{serviceId}/suspend', async ({ parts, caller: { accountId }, params }) => {
    await suspendOwnService(parts, { accountId, serviceId: idParameter(params.serviceId, 'serviceId') as ServiceId })
  }),

  operation('POST /service/{serviceId}/reopen', async ({ parts, caller: { accountId }, params }) => {
    await reopenOwnService(parts, { accountId, serviceId: idParameter(params.serviceId, 'serviceId') as ServiceId })
  }),

  operation('POST /service/{serviceId}/terminate', async ({ parts, caller: { accountId }, params }) => {
    await terminateOwnService(parts, { accountId, serviceId: idParameter(params.serviceId, 'serviceId') as ServiceId })
  }),

  operation('GET /service/{serviceId}/renew', async ({ parts, caller, params, query, setHeader }) => {
    const serviceId = idParameter(params.serviceId, 'serviceId') as ServiceId
    const includeOptions = query.includeOptions ?? false
    const renewals = await listRenewals(parts, { accountId: caller.accountId, serviceId, includeOptions })
    if (renewals.truncated) setHeader('X-Renewal-Strategies-Truncated', 'true')
    return renewals.descriptions.map(toWireRenewDescription)
  }),

  operation('POST /service/{serviceId}/renew', async ({ parts, caller, params, body }) => {
    const order = await renewService(parts, {
      accountId: caller.accountId,
      serviceId: idParameter(params.serviceId, 'serviceId') as ServiceId,
      duration: body.duration,
      services: body.services as ServiceId[],
      dryRun: body.dryRun ?? false,
    })
    return toWireRenewOrder(wireContext(parts), order)
  }),
]
