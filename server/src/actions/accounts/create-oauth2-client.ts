import { realClock } from '../../calendar/calendar.ts'
import { insertOAuth2Client } from '../../customers/oauth2.store.ts'
import type { ClientFlow } from '../../customers/oauth2.ts'
import { hashKey, newKey } from '../../customers/secret.ts'
import type { AccountId } from '../../identity/identity.ts'
import type { Parts } from '../parts.ts'

/** Makes a service account. Its secret is answered this once and does not expire. */
export async function createOAuth2Client(
  parts: Pick<Parts, 'transaction'>,
  request: {
    readonly accountId: AccountId
    readonly name: string
    readonly description: string
    readonly flow: ClientFlow
    readonly callbackUrls: readonly string[]
  },
): Promise<{ readonly clientId: string; readonly clientSecret: string }> {
  const clientId = `EU.${newKey('clientId')}`
  const clientSecret = newKey('clientSecret')
  const client = { ...request, clientId, secretHash: hashKey(clientSecret), createdAt: realClock.now() }
  await parts.transaction((transaction) => insertOAuth2Client(transaction, client))
  return { clientId, clientSecret }
}
