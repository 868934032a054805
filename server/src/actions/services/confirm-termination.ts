import { realClock } from '../../calendar/calendar.ts'
import { lockAccounts } from '../../customers/account.store.ts'
import { hashKey } from '../../customers/secret.ts'
import type { AccountId, ServiceId } from '../../identity/identity.ts'
import { problem } from '../../problem/problem.ts'
import { findTerminationTokens, takeTerminationTokens } from '../../services/termination-token.store.ts'
import type { Parts } from '../parts.ts'
import { terminateNow } from './terminate-now.ts'

export interface TerminationConfirmation {
  readonly serviceId: ServiceId
  readonly token: string
  /** Who calls; null for who only has the mailed link. */
  readonly accountId: AccountId | null
  /** Why, in the customer's words; kept with the event. */
  readonly said: Readonly<Record<string, string>>
}

/**
 * Terminates a service at once, by the token that was mailed for it: once, and for nothing but this service (ovh-api.md 2.3).
 * A confirmation that is refused leaves the token as it was.
 * @throws INVALID_TOKEN for one that is wrong, used, replaced or too old; SERVICE_RESERVED while a payment on the service is pending
 */
export async function confirmTermination(
  parts: Parts,
  { serviceId, token, accountId, said }: TerminationConfirmation,
): Promise<void> {
  const tokenHash = hashKey(token)
  await parts.transaction(async (transaction) => {
    const [found] = await findTerminationTokens(transaction, [tokenHash], realClock.now())
    const isMine = found && (accountId === null || found.accountId === accountId) && found.id === serviceId
    if (!isMine) throw invalidToken(serviceId)
    await lockAccounts(transaction, [found.accountId])
    const [taken] = await takeTerminationTokens(transaction, [tokenHash], realClock.now())
    if (!taken) throw invalidToken(serviceId)
    await terminateNow(transaction, parts, taken, said)
  })
}

function invalidToken(serviceId: ServiceId) {
  const message = `the token does not confirm the termination of service ${serviceId}: it is wrong, used or too old; ask for a new one`
  return problem('INVALID_TOKEN', message, { field: 'token' })
}
