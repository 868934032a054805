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
