import { type Client, type ClientOptions, createClient } from '../src/client.ts'
import { type FakeServer, fakeServer, type Reply, type Seen } from './fake-server.ts'

export const keys = {
  kind: 'keys',
  applicationKey: 'application-key',
  applicationSecret: 'application-secret',
  consumerKey: 'consumer-key',
} as const

/** A client without credentials, unless given, of a server that answers by the function. */
export function clientOf(
  reply: (request: Seen, count: number) => Reply | Promise<Reply>,
  options: Partial<ClientOptions> = {},
): { readonly client: Client; readonly server: FakeServer } {
  const server = fakeServer(reply)
  const endpoint = 'http://api.test/1.0'
  const client = createClient({ endpoint, credentials: { kind: 'none' }, fetch: server.fetch, ...options })
  return { client, server }
}

/** What a promise was rejected with. */
export async function failureOf(promise: Promise<unknown>): Promise<unknown> {
  try {
    await promise
  } catch (error) {
    return error
  }
  throw new Error('it did not fail')
}
