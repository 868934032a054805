import { readService } from '../../actions/services/read-service.ts'
import { readServices } from '../../actions/services/read-services.ts'
import type { ServiceView } from '../../actions/services/view-services.ts'
import type { ServiceId } from '../../identity/identity.ts'
import type { Problem } from '../../problem/problem.ts'
import type { Call, ManyCall } from '../operation.ts'
import { idParameter, manyIds } from '../parameters.ts'

type ServiceCall = Pick<Call<'GET /service/{serviceId}'>, 'parts' | 'caller' | 'params'>

/**
 * The service whose number stands in the path.
 * @throws INVALID_PARAMETER, NOT_FOUND
 */
export function serviceNumbered({ parts, caller, params }: ServiceCall): Promise<ServiceView> {
  const serviceId = idParameter(params.serviceId, 'serviceId') as ServiceId
  return readService(parts, { accountId: caller.accountId, serviceId })
}

/** The same for many, in the wire's form. */
export function servicesNumbered<Wire>(
  { parts, caller }: Pick<ManyCall<'GET /service/{serviceId}'>, 'parts' | 'caller'>,
  ids: readonly string[],
  toWire: (view: ServiceView) => Wire,
): Promise<ReadonlyMap<string, Wire | Problem>> {
  return manyIds(ids, 'serviceId', async (serviceIds: readonly ServiceId[]) => {
    const views = await readServices(parts, { accountId: caller.accountId, serviceIds })
    return new Map([...views].map(([id, view]) => [id, toWire(view)]))
  })
}
