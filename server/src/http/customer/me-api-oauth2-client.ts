import type { Oauth2Client } from '@odnowa/contract/models/oauth2.generated.ts'
import { changeOAuth2Client } from '../../actions/accounts/change-oauth2-client.ts'
import { createOAuth2Client } from '../../actions/accounts/create-oauth2-client.ts'
import { listOAuth2Clients } from '../../actions/accounts/list-oauth2-clients.ts'
import { readOAuth2Clients } from '../../actions/accounts/read-oauth2-clients.ts'
import { removeOAuth2Client } from '../../actions/accounts/remove-oauth2-client.ts'
import { problem } from '../../problem/problem.ts'
import { wireContext } from '../context.ts'
import { type Call, type Operation, operation } from '../operation.ts'
import { toWireOAuth2Client } from '../wire/oauth2-client.ts'

/** Service accounts of the caller. Each may do what the account may. */
export const oauth2ClientOperations: readonly Operation[] = [
  operation('GET /me/api/oauth2/client', async ({ parts, caller }) => [...(await listOAuth2Clients(parts, caller))]),

  operation('POST /me/api/oauth2/client', async ({ parts, caller, body }) => {
    const { name, description, flow, callbackUrls = [] } = body
    if (flow !== 'CLIENT_CREDENTIALS') {
      throw problem('INVALID_PARAMETER', 'flow: CLIENT_CREDENTIALS is the only one that there is', { field: 'flow' })
    }
    return createOAuth2Client(parts, { accountId: caller.accountId, name, description, flow, callbackUrls })
  }),

  operation(
    'GET /me/api/oauth2/client/{clientId}',
    async (call) => {
      const { clientId } = call.params
      const client = (await clientsOf(call, [clientId])).get(clientId)
      if (client) return client
      throw problem('NOT_FOUND', `The requested object (clientId = ${clientId}) does not exist`)
    },
    { many: clientsOf },
  ),

  operation('PUT /me/api/oauth2/client/{clientId}', async ({ parts, caller: { accountId }, params, body }) => {
    const { name, description, callbackUrls } = body
    const change = {
      ...(name === undefined ? {} : { name }),
      ...(description === undefined ? {} : { description }),
      ...(callbackUrls === undefined ? {} : { callbackUrls: callbackUrls ?? [] }),
    }
    await changeOAuth2Client(parts, { accountId, clientId: params.clientId, change })
  }),

  operation('DELETE /me/api/oauth2/client/{clientId}', async ({ parts, caller: { accountId }, params }) => {
    await removeOAuth2Client(parts, { accountId, clientId: params.clientId })
  }),
]

async function clientsOf(
  { parts, caller }: Pick<Call<'GET /me'>, 'parts' | 'caller'>,
  clientIds: readonly string[],
): Promise<ReadonlyMap<string, Oauth2Client>> {
  const clients = await readOAuth2Clients(parts, { accountId: caller.accountId, clientIds })
  return new Map(
    clients.map((client) => [client.clientId, toWireOAuth2Client(wireContext(parts), client, caller.nichandle)]),
  )
}
