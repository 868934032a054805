import type { Oauth2Token } from '@odnowa/contract/models/oauth2.generated.ts'
import { toWireDateTime } from '../../calendar/calendar.ts'
import { clientUrn, type IssuedToken } from '../../customers/oauth2.ts'
import type { Nichandle } from '../../identity/identity.ts'
import type { WireContext } from '../context.ts'

/** oauth2.token: by client credentials each has one access token, itself. @param nichandle of the client's account */
export function toWireOAuth2Token({ zone }: WireContext, token: IssuedToken, nichandle: Nichandle): Oauth2Token {
  const { id, client, lastUsedAt } = token
  const scopes = ['all']
  const times = { createdAt: toWireDateTime(token.createdAt, zone), expiresAt: toWireDateTime(token.expiresAt, zone) }
  return {
    accessTokens: [{ id, scopes, ...times }],
    clientDescription: client.description,
    clientId: client.clientId,
    clientName: client.name,
    id,
    identities: [clientUrn(nichandle, client.clientId)],
    lastUsedAt: lastUsedAt && toWireDateTime(lastUsedAt, zone),
    scopes,
    ...times,
  }
}
