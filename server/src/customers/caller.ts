import type { AccountId, Nichandle } from '../identity/identity.ts'

/** Who makes a call, once it is authenticated and its access rules allow it. */
export interface Caller {
  readonly accountId: AccountId
  readonly nichandle: Nichandle
  /** `account`: application key, secret and consumer key; else a bearer token. */
  readonly method: 'account' | 'oauth2_client_credentials'
  /** The application-key credential; null for a bearer token. */
  readonly credentialId: number | null
  /** The OAuth2 client; null for an application-key credential. */
  readonly clientId: string | null
}
