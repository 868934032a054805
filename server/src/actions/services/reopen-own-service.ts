import { insertEvents } from '../../events/event.store.ts'
import type { AccountId, ServiceId } from '../../identity/identity.ts'
import { insertNotices } from '../../notices/notice.store.ts'
import { problem } from '../../problem/problem.ts'
import type { Service, SuspensionCause } from '../../services/service.ts'
import { liftSuspensions } from '../../services/suspension.store.ts'
import type { Parts } from '../parts.ts'
import { serviceNotice } from '../telling/service-notice.ts'
import { lockService } from './lock-service.ts'

/**
 * Ends the customer's own suspension, and that only (rule A7): what is suspended for other causes too stays so. Reopening what runs
 * changes nothing.
 * @throws NOT_FOUND; CONFLICT for what only other causes suspend, naming what ends them
 */
export async function reopenOwnService(
  parts: Pick<Parts, 'transaction' | 'clock'>,
  { accountId, serviceId }: { readonly accountId: AccountId; readonly serviceId: ServiceId },
): Promise<void> {
  await parts.transaction(async (transaction) => {
    refuseOthers(await lockService(transaction, { accountId, serviceId }))
    const [lifted] = await liftSuspensions(transaction, [{ accountId, id: serviceId }], 'customer')
    if (lifted?.state !== 'active') return
    const [at, data] = [parts.clock.now(), { cause: 'customer' }]
    await insertEvents(transaction, [{ accountId, at, type: 'service.reopened', serviceId, data }])
    await insertNotices(transaction, [
      serviceNotice({ accountId, kind: 'service.reopened', services: [serviceId], data, at }),
    ])
  })
}

const remedies: Readonly<Record<Exclude<SuspensionCause, 'customer'>, string>> = {
  unpaid: 'its automatic bill is unpaid: pay it, and it runs again',
  expired: 'it expired and was not renewed: renew it, and it runs again',
  operator: 'the operator suspended it: ask the operator',
}

function refuseOthers({ id, suspensionCauses }: Service): void {
  const [cause] = suspensionCauses
  if (cause === undefined || cause === 'customer' || suspensionCauses.includes('customer')) return
  const details = { serviceId: String(id), cause }
  throw problem('CONFLICT', `service ${id} cannot be reopened by you: ${remedies[cause]}`, details)
}
