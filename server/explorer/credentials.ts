/** What a call can be made with. Secrets: they stay in this tab. */
export type Credentials = ApplicationKeys | BearerToken

export interface ApplicationKeys {
  readonly kind: 'keys'
  readonly applicationKey: string
  readonly applicationSecret: string
  readonly consumerKey: string
}

export interface BearerToken {
  readonly kind: 'token'
  readonly token: string
}

/** What an OAuth2 client gets a token with. */
export interface ClientSecret {
  readonly kind: 'client'
  readonly clientId: string
  readonly clientSecret: string
}

const place = 'odnowa.explorer.credentials'

/** The credentials that this tab was given before it was loaded anew. */
export function keptCredentials(storage: Storage): Credentials | null {
  const kept = storage.getItem(place)
  return kept === null ? null : (JSON.parse(kept) as Credentials)
}

/** Keeps credentials until the tab is closed; null forgets them. */
export function keepCredentials(storage: Storage, credentials: Credentials | null): void {
  if (credentials === null) storage.removeItem(place)
  else storage.setItem(place, JSON.stringify(credentials))
}
