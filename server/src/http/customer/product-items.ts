import { type Item, items } from '@odnowa/contract/families.ts'
import type { IpIpTask } from '@odnowa/contract/models/ip.generated.ts'
import { findService } from '../../actions/services/find-service.ts'
import { toWireDateTime } from '../../calendar/calendar.ts'
import type { ServiceId } from '../../identity/identity.ts'
import { wireContext } from '../context.ts'
import type { AnyCall, Operation } from '../operation.ts'
import { operation } from '../operation.ts'
import { askTermination } from './termination.ts'

/** What is ended by itself inside a product (contract/families.ts, `items`): by the mailed link, as every product. */
export const productItemOperations: readonly Operation[] = [
  operation('POST /email/pro/{service}/account/{email}/terminate', async (call) => {
    return (await askToEnd(call, items.emailAccount, [call.params.service, call.params.email])).message
  }),

  operation('POST /ipLoadbalancing/{serviceName}/zone/{name}/terminate', async (call) => {
    await askToEnd(call, items.loadBalancerZone, [call.params.serviceName, call.params.name])
    return null
  }),

  operation('POST /ip/{ip}/terminate', async (call) => {
    const { serviceId, message } = await askToEnd(call, items.ip, [call.params.ip.replace(/\/32$/, '')])
    return toWireTask(call, serviceId, message)
  }),
]

type ItemCall = Pick<AnyCall, 'parts' | 'caller' | 'address'>

async function askToEnd(call: ItemCall, { family, namePrefix }: Item, path: readonly string[]) {
  const { parts, caller } = call
  const names = [...path.slice(0, -1), namePrefix + path.at(-1)]
  const { service } = await findService(parts, { accountId: caller.accountId, family, names })
  return { serviceId: service.id, message: await askTermination(call, service.id) }
}

/** ip.IpTask: waits until the mailed link is confirmed. It has the number of the service that it ends. */
function toWireTask({ parts }: ItemCall, taskId: ServiceId, comment: string): IpIpTask {
  return {
    comment,
    destination: null,
    doneDate: null,
    function: 'checkAndReleaseIp',
    lastUpdate: null,
    startDate: toWireDateTime(parts.clock.now(), wireContext(parts).zone),
    status: 'init',
    taskId,
  }
}
