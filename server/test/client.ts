import type { FastifyInstance } from 'fastify'
import type { CreatedCredentials } from '../src/actions/accounts/create-credentials.ts'
import { signedHeaders } from './customer.ts'

export type Method = 'GET' | 'HEAD' | 'POST' | 'PUT' | 'DELETE' | 'OPTIONS'

export interface CallOptions {
  /** Sent as JSON, or as it is when it is a text. */
  readonly body?: unknown
  readonly headers?: Readonly<Record<string, string>>
  /** Without a signature. */
  readonly unsigned?: boolean
}

export interface TestAnswer {
  readonly status: number
  /** JSON where it is, else the text. */
  // biome-ignore lint/suspicious/noExplicitAny: a test reads what it expects
  readonly body: any
  readonly headers: Readonly<Record<string, string | string[] | number | undefined>>
}

/** Paths that are no operation's, or name their branch. */
const outside = /^\/(1\.0|v1|v2|auth\/(oauth2\/|\?)|admin|sandbox|order|health)/

/** Calls a server as an OVH SDK would; a path without a branch is one of `/1.0`. */
export type Call = (method: Method, path: string, options?: CallOptions) => Promise<TestAnswer>

/**
 * A client that signs with these keys and calls the server without a network.
 * @param afterEach called with each answer: throws when it is not what the contract says
 */
export function testClient(
  app: FastifyInstance,
  publicUrl: string,
  keys: CreatedCredentials,
  afterEach: () => void = () => {},
): Call {
  return async (method, path, { body, headers = {}, unsigned = false } = {}) => {
    const url = outside.test(path) ? path : `/1.0${path}`
    const payload = body === undefined ? '' : typeof body === 'string' ? body : JSON.stringify(body)
    const signature = unsigned ? {} : signedHeaders(keys, { method, url: publicUrl + url, body: payload })
    const answer = await app.inject({
      method,
      url,
      headers: { ...(payload === '' ? {} : { 'content-type': 'application/json' }), ...signature, ...headers },
      ...(payload === '' ? {} : { payload }),
    })
    afterEach()
    const json = String(answer.headers['content-type']).startsWith('application/json') && answer.body !== ''
    return { status: answer.statusCode, body: json ? answer.json() : answer.body, headers: answer.headers }
  }
}
