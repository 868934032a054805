import type { ServicesUpdateServiceInput } from '@odnowa/contract/models/services.generated.ts'
import { changeService } from '../../actions/services/change-service.ts'
import { listServices } from '../../actions/services/list-services.ts'
import { readServiceOptions } from '../../actions/services/read-service-options.ts'
import { parsePeriod } from '../../calendar/period.ts'
import type { ServiceId } from '../../identity/identity.ts'
import type { RenewalChange } from '../../services/change-renewal.ts'
import { wireContext } from '../context.ts'
import { type Operation, operation } from '../operation.ts'
import { idParameter } from '../parameters.ts'
import { toWireExpandedService } from '../wire/expanded-service.ts'
import { serviceNumbered, servicesNumbered } from './service-numbered.ts'
import { answerConfirmation, askTermination } from './termination.ts'

/** `/services`: the expanded view of a service, and its renewal's settings. */
export const servicesOperations: readonly Operation[] = [
  operation('GET /services', async ({ parts, caller, query }) => [
    ...(await listServices(parts, { accountId: caller.accountId, ...query })),
  ]),

  operation(
    'GET /services/{serviceId}',
    async (call) => toWireExpandedService(wireContext(call.parts), await serviceNumbered(call)),
    {
      many: (call, ids) => servicesNumbered(call, ids, (view) => toWireExpandedService(wireContext(call.parts), view)),
    },
  ),

  operation('PUT /services/{serviceId}', async ({ parts, caller, params, body }) => {
    await changeService(parts, {
      accountId: caller.accountId,
      serviceId: idParameter(params.serviceId, 'serviceId') as ServiceId,
      displayName: body.displayName,
      renewal: fromWireUpdate(body),
    })
  }),

  operation('GET /services/{serviceId}/options', async ({ parts, caller, params }) => {
    const serviceId = idParameter(params.serviceId, 'serviceId') as ServiceId
    const options = await readServiceOptions(parts, { accountId: caller.accountId, serviceId })
    return options.map((view) => toWireExpandedService(wireContext(parts), view))
  }),

  operation(
    'GET /services/{serviceId}/renewPeriodCapacities',
    async (call) => [...(await serviceNumbered(call)).possiblePeriods],
    { many: (call, ids) => servicesNumbered(call, ids, (view) => [...view.possiblePeriods]) },
  ),

  operation('POST /services/{serviceId}/terminate', async (call) => {
    const serviceId = idParameter(call.params.serviceId, 'serviceId') as ServiceId
    return { message: await askTermination(call, serviceId) }
  }),

  operation('POST /services/{serviceId}/terminate/confirm', async (call) => {
    const serviceId = idParameter(call.params.serviceId, 'serviceId') as ServiceId
    return { message: await answerConfirmation(call, serviceId, { token: call.body.token }) }
  }),
]

/** `null` is what python-ovh sends for what is not meant: as if it were left out. */
function fromWireUpdate({ renew, terminationPolicy }: ServicesUpdateServiceInput): RenewalChange {
  return {
    mode: renew?.mode,
    period: renew?.period === undefined ? undefined : parsePeriod(renew.period, 'renew.period'),
    ends: terminationPolicy ? endings[terminationPolicy] : undefined,
  }
}

const endings = {
  empty: null,
  terminateAtEngagementDate: 'engagement',
  terminateAtExpirationDate: 'expiration',
} as const
