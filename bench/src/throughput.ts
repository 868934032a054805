import { createHash } from 'node:crypto'
import autocannon from 'autocannon'
import type { Sandbox } from '../../e2e/src/sandbox.ts'

const seconds = 4
const connections = 16

/** A GET, with its headers. */
export interface Call {
  readonly url: string
  readonly headers?: Record<string, string>
}

/** Answers a second: calls one after the other on each connection, each connection beginning elsewhere. */
export async function throughput(...calls: readonly Call[]): Promise<number> {
  let next = 0
  const requests = () => {
    const start = (next++ * 7) % calls.length
    const turned = [...calls.slice(start), ...calls.slice(0, start)]
    return turned.map(({ url, headers }) => ({ path: new URL(url).pathname, headers: headers ?? {} }))
  }
  const result = await autocannon({
    url: calls[0]?.url ?? '',
    connections,
    duration: seconds,
    setupClient: (client) => client.setRequests(requests()),
  })
  if (result.non2xx > 0 || result.errors > 0)
    throw new Error(`${calls[0]?.url}: ${result.non2xx} refusals, ${result.errors} errors`)
  return result['2xx'] / result.duration
}

/** A signed call of the API, with further headers. */
export function call(sandbox: Sandbox, path: string, headers: Readonly<Record<string, string>> = {}): Call {
  return { url: sandbox.endpoint + path, headers: { ...headers, ...signed(sandbox, path) } }
}

/** The four headers of the application-key signature; good for 300 s. */
function signed(sandbox: Sandbox, path: string): Record<string, string> {
  const timestamp = String(Math.floor(Temporal.Now.instant().epochMilliseconds / 1000))
  const parts = [sandbox.applicationSecret, sandbox.consumerKey, 'GET', `${sandbox.endpoint}${path}`, '', timestamp]
  return {
    'x-ovh-application': sandbox.applicationKey,
    'x-ovh-consumer': sandbox.consumerKey,
    'x-ovh-timestamp': timestamp,
    'x-ovh-signature': `$1$${createHash('sha1').update(parts.join('+')).digest('hex')}`,
  }
}
