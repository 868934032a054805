import type { Oauth2Client } from '@odnowa/contract/models/oauth2.generated.ts'
import { toWireDateTime } from '../../calendar/calendar.ts'
import { clientUrn, type OAuth2Client } from '../../customers/oauth2.ts'
import type { Nichandle } from '../../identity/identity.ts'
import type { WireContext } from '../context.ts'

/** oauth2.client. @param nichandle of the client's account */
export function toWireOAuth2Client(context: WireContext, client: OAuth2Client, nichandle: Nichandle): Oauth2Client {
  return {
    callbackUrls: [...client.callbackUrls],
    clientId: client.clientId,
    createdAt: toWireDateTime(client.createdAt, context.zone),
    description: client.description,
    flow: client.flow,
    identity: clientUrn(nichandle, client.clientId),
    name: client.name,
  }
}
