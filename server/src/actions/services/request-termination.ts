import { addHours, realClock } from '../../calendar/calendar.ts'
import { findAccounts, lockAccounts } from '../../customers/account.store.ts'
import { hashKey, newKey } from '../../customers/secret.ts'
import type { AccountId, ServiceId } from '../../identity/identity.ts'
import { insertNotices } from '../../notices/notice.store.ts'
import { problem } from '../../problem/problem.ts'
import { writeTerminationTokens } from '../../services/termination-token.store.ts'
import type { Parts } from '../parts.ts'
import { serviceNotice } from '../telling/service-notice.ts'
import { viewServices } from './view-services.ts'

/** A link can be used this long, in real time. */
export const terminationTokenHours = 24

/**
 * Mails its administrator a link that confirms the termination of a service (ovh-api.md 2.3); nothing ends before it is confirmed. A link that was
 * mailed before is none any more.
 * @returns to whom it was mailed, and of what
 * @throws NOT_FOUND
 */
export async function requestTermination(
  parts: Pick<Parts, 'transaction' | 'clock' | 'zone' | 'publicUrl' | 'seal'>,
  { accountId, serviceId }: { readonly accountId: AccountId; readonly serviceId: ServiceId },
): Promise<{ readonly name: string; readonly mailedTo: string }> {
  return parts.transaction(async (transaction) => {
    await lockAccounts(transaction, [accountId])
    const view = (await viewServices(transaction, parts, accountId, [serviceId])).get(serviceId)
    if (!view) throw problem('NOT_FOUND', `service ${serviceId} does not exist`)
    const mailedTo = view.contacts.admin
    const [admin] = await findAccounts(transaction, [mailedTo])
    if (!admin) throw new Error(`contact ${mailedTo} of service ${serviceId} is no account`)
    const [token, createdAt] = [newKey('mailedToken'), realClock.now()]
    const expiresAt = addHours(createdAt, terminationTokenHours)
    await writeTerminationTokens(transaction, [
      { accountId, id: serviceId, tokenHash: hashKey(token), createdAt, expiresAt },
    ])
    const link = `${parts.publicUrl}/billing/confirmTerminate?id=${serviceId}&token=${token}`
    const linkSealed = parts.seal.seal(link).toString('base64')
    const data = { linkSealed, serviceName: view.service.name }
    const services = admin.id === accountId ? [serviceId] : []
    const at = parts.clock.now()
    await insertNotices(transaction, [
      serviceNotice({ accountId: admin.id, kind: 'termination.token', services, data, at }),
    ])
    return { name: view.service.name, mailedTo }
  })
}
