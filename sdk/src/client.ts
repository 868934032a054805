import { type Authentication, fixedHeaders } from './authentication.ts'
import { type Credentials, checkCredentials, secretsOf } from './credentials.ts'
import { type Endpoint, findEndpoint } from './endpoints.ts'
import { ConfigurationError } from './errors.ts'
import type { OperationKey, OperationTypes } from './generated/operation-types.generated.ts'
import { keyAuthentication } from './key-authentication.ts'
import { oauth2Authentication } from './oauth2-authentication.ts'
import {
  fillPath,
  makeRequest,
  makeTokenRequest,
  type PathValue,
  type QueryValue,
  type RequestParts,
} from './request.ts'
import { type Retry, type Sender, send } from './send.ts'

export type { Credentials } from './credentials.ts'
export type { OperationKey, OperationTypes } from './generated/operation-types.generated.ts'
export type { PathValue, QueryValue } from './request.ts'
export type { Retry } from './send.ts'

export interface ClientOptions {
  /** `ovh-eu`, `ovh-ca`, `ovh-us`, or a URL such as `http://127.0.0.1:8080/1.0`. */
  readonly endpoint: string
  readonly credentials: Credentials
  /** Default: the platform's own. */
  readonly fetch?: typeof globalThis.fetch | undefined
  /** Of one attempt, its answer's body included; 30. */
  readonly timeoutSeconds?: number | undefined
  /** How often a request that is safe to repeat is sent again; 3. */
  readonly retries?: number | undefined
  /** `odnowa-sdk/0.1.0`; browsers send their own. */
  readonly userAgent?: string | undefined
  /** Calls at once when many are read; 8. */
  readonly concurrency?: number | undefined
  readonly onRetry?: ((retry: Retry) => void) | undefined
}

/** What every call may be given besides what its operation takes. */
export interface CallOptions {
  readonly headers?: Readonly<Record<string, string>> | undefined
  readonly signal?: AbortSignal | undefined
  /** Sent as `Idempotency-Key`: Odnowa does a POST with it once, so that it is safe to repeat there. */
  readonly idempotencyKey?: string | undefined
}

/** What the operation of a key answers. */
export type Answer<Key extends OperationKey> = OperationTypes[Key]['response']
export type BodyOf<Key extends OperationKey> = OperationTypes[Key]['body']
export type QueryOf<Key extends OperationKey> = OperationTypes[Key]['query']
export type ParamsOf<Key extends OperationKey> = { readonly [Name in keyof OperationTypes[Key]['params']]: PathValue }

/** What `call` takes for an operation: `params` and `body` where it has them. */
export type CallInput<Key extends OperationKey> = CallOptions &
  (keyof ParamsOf<Key> extends never ? { readonly params?: Nothing } : { readonly params: ParamsOf<Key> }) &
  (keyof QueryOf<Key> extends never ? { readonly query?: Nothing } : { readonly query?: QueryOf<Key> }) &
  (BodyOf<Key> extends null ? { readonly body?: null } : { readonly body: BodyOf<Key> })

type Nothing = Record<string, never>
type Arguments<Key extends OperationKey> =
  object extends CallInput<Key> ? [input?: CallInput<Key>] : [input: CallInput<Key>]

export interface RawInput {
  readonly body?: unknown
  readonly query?: Readonly<Record<string, QueryValue>> | undefined
  readonly headers?: Readonly<Record<string, string>> | undefined
  readonly signal?: AbortSignal | undefined
}

export interface RawAnswer {
  readonly status: number
  readonly headers: Headers
  /** null for an empty one. */
  readonly body: unknown
}

export interface Client {
  /** Of the API: `https://eu.api.ovh.com/1.0`. */
  readonly baseUrl: string
  /** Calls at once when many are read. */
  readonly concurrency: number
  /**
   * Calls the operation of a key, such as `GET /me/order/{orderId}`.
   * @throws ApiError, NetworkError, TimeoutError, ConfigurationError, or the reason of `signal`
   */
  call<Key extends OperationKey>(key: Key, ...input: Arguments<Key>): Promise<Answer<Key>>
  /** Calls a path as it is written, such as `/me/order?date.from=2026-01-01`, of any operation there is; throws as `call` does. */
  raw(method: string, path: string, input?: RawInput): Promise<RawAnswer>
}

/** @throws ConfigurationError for an endpoint, a credential or a number that cannot work */
export function createClient(options: ClientOptions): Client {
  checkCredentials(options.credentials)
  const endpoint = findEndpoint(options.endpoint)
  const sender = senderOf(options)
  const authentication = authenticationOf(options.credentials, endpoint, sender)
  const concurrency = positive('concurrency', options.concurrency ?? 8)
  const ask = async (method: string, path: string, parts: RequestParts): Promise<RawAnswer> =>
    send(sender, authentication, makeRequest(endpoint, method, path, parts))
  return {
    baseUrl: endpoint.baseUrl,
    concurrency,
    raw: (method, path, input = {}) => ask(method, path, input),
    call: async <Key extends OperationKey>(key: Key, ...[input]: Arguments<Key>): Promise<Answer<Key>> => {
      const { params = {}, idempotencyKey, headers, ...parts }: LooseInput = input ?? {}
      const [method = '', template = ''] = key.split(' ')
      const keyed = idempotencyKey === undefined ? {} : { 'Idempotency-Key': idempotencyKey }
      const { body } = await ask(method, fillPath(template, params), { ...parts, headers: { ...headers, ...keyed } })
      return body as Answer<Key>
    },
  }
}

/** The input of any operation. */
interface LooseInput extends CallOptions {
  readonly params?: Readonly<Record<string, PathValue>>
  readonly query?: object
  readonly body?: unknown
}

function senderOf(options: ClientOptions): Sender {
  const secrets = secretsOf(options.credentials)
  const given = options.fetch ?? globalThis.fetch
  return {
    // called as a function of its own: a browser's fetch refuses to be a method of something else
    fetch: (input, init) => given(input, init),
    timeoutSeconds: positive('timeoutSeconds', options.timeoutSeconds ?? 30),
    retries: positive('retries', options.retries ?? 3, 0),
    userAgent: isBrowser() ? null : (options.userAgent ?? 'odnowa-sdk/0.1.0'),
    hide: (text) => secrets.reduce((hidden, secret) => hidden.replaceAll(secret, '***'), text),
    onRetry: options.onRetry,
  }
}

function authenticationOf(credentials: Credentials, endpoint: Endpoint, sender: Sender): Authentication {
  const nobody = fixedHeaders({})
  switch (credentials.kind) {
    case 'none':
      return nobody
    case 'token':
      return fixedHeaders({ Authorization: `Bearer ${credentials.accessToken}` })
    case 'keys':
      return keyAuthentication(credentials, async () => {
        const { body } = await send(sender, nobody, makeRequest(endpoint, 'GET', '/auth/time', {}))
        if (typeof body === 'number') return body
        throw new ConfigurationError(`${endpoint.baseUrl}/auth/time told no time: is the endpoint an API?`)
      })
    case 'oauth2':
      return oauth2Authentication(credentials, async (form, authorization) => {
        const tokenUrl = credentials.tokenUrl ?? endpoint.tokenUrl
        return (await send(sender, nobody, makeTokenRequest(tokenUrl, form, authorization))).body
      })
  }
}

function positive(name: string, value: number, least = Number.MIN_VALUE): number {
  if (Number.isFinite(value) && value >= least) return value
  throw new ConfigurationError(`${name} must be a number ${least === 0 ? 'from 0' : 'above 0'}, not ${value}`)
}

/** A browser sets the User-Agent itself, and would ask the server beforehand for another one. */
function isBrowser(): boolean {
  return 'window' in globalThis || 'importScripts' in globalThis
}
