import { readOAuth2Clients, updateOAuth2Client } from '../../customers/oauth2.store.ts'
import type { OAuth2Client } from '../../customers/oauth2.ts'
import type { AccountId } from '../../identity/identity.ts'
import { problem } from '../../problem/problem.ts'
import type { Parts } from '../parts.ts'

/** What a customer may change of a client: any subset. */
export type OAuth2ClientChange = Partial<Pick<OAuth2Client, 'name' | 'description' | 'callbackUrls'>>

/** Changes how a client is described; its secret and its tokens stay as they are. @throws NOT_FOUND */
export async function changeOAuth2Client(
  parts: Pick<Parts, 'transaction'>,
  request: { readonly accountId: AccountId; readonly clientId: string; readonly change: OAuth2ClientChange },
): Promise<void> {
  const { accountId, clientId, change } = request
  await parts.transaction(async (transaction) => {
    const [client] = await readOAuth2Clients(transaction, accountId, [clientId])
    if (!client) throw problem('NOT_FOUND', `The requested object (clientId = ${clientId}) does not exist`)
    await updateOAuth2Client(transaction, { ...client, ...change })
  })
}
