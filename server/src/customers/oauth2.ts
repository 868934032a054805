import type { Instant } from '../calendar/calendar.ts'
import type { AccountId, Nichandle } from '../identity/identity.ts'

export type ClientFlow = 'AUTHORIZATION_CODE' | 'CLIENT_CREDENTIALS'

/** Seconds that a bearer token lives, as OVH's do. */
export const tokenSeconds = 3599

/** A service account: it gets bearer tokens with its id and secret, and may do what its account may. */
export interface OAuth2Client {
  readonly clientId: string
  readonly accountId: AccountId
  readonly name: string
  readonly description: string
  readonly flow: ClientFlow
  readonly callbackUrls: readonly string[]
  readonly createdAt: Instant
}

export interface NewOAuth2Client extends OAuth2Client {
  readonly secretHash: Buffer
}

/** A bearer token as its account sees it: by an id that opens nothing. */
export interface IssuedToken {
  readonly id: string
  readonly client: Pick<OAuth2Client, 'clientId' | 'name' | 'description'>
  readonly createdAt: Instant
  readonly expiresAt: Instant
  readonly lastUsedAt: Instant | null
}

/** What a bearer token leads to. */
export interface PresentedToken {
  readonly tokenId: string
  readonly lastUsedAt: Instant | null
  readonly clientId: string
  readonly accountId: AccountId
  readonly nichandle: Nichandle
  readonly expiresAt: Instant
}

/** The name of a client in access policies (ovh-api.md 1.4). */
export function clientUrn(nichandle: Nichandle, clientId: string): string {
  return `urn:v1:eu:identity:credential:${nichandle}/oauth2-${clientId}`
}

/** The name of an account itself in access policies. */
export function accountUrn(nichandle: Nichandle): string {
  return `urn:v1:eu:identity:account:${nichandle}`
}
