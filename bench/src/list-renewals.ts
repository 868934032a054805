import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { join } from 'node:path'
import autocannon from 'autocannon'
import { type Sandbox, startSandbox } from '../../e2e/src/sandbox.ts'
import { type Figure, inTurn } from './figures.ts'

const seconds = 4
const rounds = 5
const connections = 16

/**
 * (a) Signed `GET /service/{id}/renew` of the demo's domain (linked with a hosting), beside a bare Fastify route with one query by primary
 * key; then the same over every service of the demo that can be renewed, so that no two concurrent calls ask for the same.
 * One server process each, on one database; the load comes from this process.
 */
export async function listRenewals(databaseUrl: string, dataFolder: string): Promise<Figure[]> {
  const sandbox = await startSandbox({ data: dataFolder, flags: ['--database-url', databaseUrl] })
  const floor = spawn(process.execPath, [join(import.meta.dirname, 'floor-server.ts'), databaseUrl], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  try {
    const [port] = (await floor.stdout.take(1).toArray()).map((chunk) => Number(String(chunk)))
    const measureFloor = () => throughput({ url: `http://127.0.0.1:${port}/service/1/12345` })
    const paths = await renewablePaths(sandbox)
    const one = await inTurn(rounds, () => throughput(call(sandbox, '/service/12345/renew')), measureFloor)
    const many = await inTurn(rounds, () => throughput(...paths.map((path) => call(sandbox, path))), measureFloor)
    return [
      figure('(a) signed GET /service/{id}/renew', one),
      figure(`(a) the same over ${paths.length} services`, many),
    ]
  } finally {
    floor.kill()
    await sandbox.stop()
  }
}

function figure(scenario: string, result: Awaited<ReturnType<typeof inTurn>>): Figure {
  return {
    scenario,
    measured: `${Math.round(result.measured)}/s`,
    floor: `${Math.round(result.floor)}/s: bare Fastify route, one query by primary key`,
    ratio: result.ratio,
  }
}

async function renewablePaths(sandbox: Sandbox): Promise<readonly string[]> {
  const list = call(sandbox, '/service')
  const ids = (await (await fetch(list.url, { headers: list.headers ?? {} })).json()) as readonly number[]
  const paths: string[] = []
  for (const id of ids) {
    const { url, headers } = call(sandbox, `/service/${id}/renew`)
    if ((await fetch(url, { headers: headers ?? {} })).ok) paths.push(`/service/${id}/renew`)
  }
  return paths
}

interface Call {
  readonly url: string
  readonly headers?: Record<string, string>
}

/** Calls one after the other on each connection, each connection beginning elsewhere. */
async function throughput(...calls: readonly Call[]): Promise<number> {
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

function call(sandbox: Sandbox, path: string): Call {
  return { url: sandbox.endpoint + path, headers: signed(sandbox, path) }
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
