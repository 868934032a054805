import type { IncomingHttpHeaders } from 'node:http'
import type { AccessRule } from '../customers/access-rules.ts'
import type { Caller } from '../customers/caller.ts'

/** A request as it came: what `authenticate` (authentication.ts) reads. */
export interface RawRequest {
  /** Upper case; `HEAD` stays so, since the client signed it. */
  readonly method: string
  /** Path and query as they came, percent-encoded, with the branch prefix. */
  readonly url: string
  readonly headers: IncomingHttpHeaders
  /** The exact bytes, empty when there is no body. */
  readonly body: Buffer
  /** The client's IP address. */
  readonly address: string
}

/**
 * What `authenticate(parts, request)` resolves to. It does not look at the access rules: the server does, once for each path that
 * a request names (a batch names many), with `grants` of customers/access-rules.ts.
 */
export interface Authenticated {
  readonly caller: Caller
  readonly accessRules: readonly AccessRule[]
}

/** Who calls, by what was remembered. */
export interface Recalled {
  readonly authenticated: Authenticated
  /** Resolves once it is known whether that counts still, as of a moment after the request came in. */
  readonly stands: Promise<boolean>
}

/** How a server finds out who calls. */
export interface Authenticator {
  /**
   * Finds out who calls, in one statement: by the application-key signature when X-Ovh-Application or X-Ovh-Consumer is there,
   * by a bearer token otherwise. Access rules are answered, not checked: a batch has many paths.
   * The errors, in the order of the checks:
   * @throws UNAUTHORIZED without credentials, and for a bearer token that is unknown or over
   * @throws INVALID_KEY for an unknown or closed application
   * @throws NOT_CREDENTIAL for a consumer key that is none of this application
   * @throws QUERY_TIME_OUT, INVALID_SIGNATURE
   * @throws INVALID_CREDENTIAL for a credential that is not validated, refused or over
   * @throws FORBIDDEN from an address that the credential does not allow
   */
  readonly authenticate: (request: RawRequest) => Promise<Authenticated>
  /** Who calls if nothing has changed since the same keys called last; null when they are not remembered, or would not be let in. */
  readonly recall: (request: RawRequest) => Recalled | null
}
