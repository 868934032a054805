import { ConfigurationError } from './errors.ts'

/** Who calls. */
export type Credentials =
  /** An application key; `consumerKey: null` for the calls that need no signature, such as POST /auth/credential. */
  | {
      readonly kind: 'keys'
      readonly applicationKey: string
      readonly applicationSecret: string
      readonly consumerKey: string | null
    }
  /** A service account; `tokenUrl` is the endpoint's own unless given. */
  | { readonly kind: 'oauth2'; readonly clientId: string; readonly clientSecret: string; readonly tokenUrl?: string }
  /** A ready token of OAuth2. */
  | { readonly kind: 'token'; readonly accessToken: string }
  | { readonly kind: 'none' }

/**
 * Refuses what could not travel in a header, since fetch would say so in an error that shows the secret.
 * @throws ConfigurationError naming the field, never its value
 */
export function checkCredentials(credentials: Credentials): void {
  for (const [field, value] of Object.entries(credentials)) {
    if (field === 'kind' || value === null || value === undefined) continue
    if (typeof value !== 'string' || !/^[\x21-\x7e]+$/.test(value)) {
      throw new ConfigurationError(`credentials.${field} must be a text of visible ASCII characters without spaces`)
    }
  }
}

/** The values that no error may show. */
export function secretsOf(credentials: Credentials): readonly string[] {
  if (credentials.kind === 'keys') {
    return [credentials.applicationSecret, ...(credentials.consumerKey === null ? [] : [credentials.consumerKey])]
  }
  if (credentials.kind === 'oauth2') return [credentials.clientSecret]
  return credentials.kind === 'token' ? [credentials.accessToken] : []
}
