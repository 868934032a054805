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
 * (a) Signed `GET /service/{id}/renew` of the demo's domain (linked with a hosting), beside a bare Fastify route with one query by primary key.
 * One server process each, on one database; the load comes from this process.
 */
export async function listRenewals(databaseUrl: string, dataFolder: string): Promise<Figure> {
  const sandbox = await startSandbox({ data: dataFolder, flags: ['--database-url', databaseUrl] })
  const floor = spawn(process.execPath, [join(import.meta.dirname, 'floor-server.ts'), databaseUrl], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  try {
    const [port] = (await floor.stdout.take(1).toArray()).map((chunk) => Number(String(chunk)))
    const result = await inTurn(
      rounds,
      () => throughput(`${sandbox.endpoint}/service/12345/renew`, signed(sandbox, '/service/12345/renew')),
      () => throughput(`http://127.0.0.1:${port}/service/1/12345`, {}),
    )
    return {
      scenario: '(a) signed GET /service/{id}/renew',
      measured: `${Math.round(result.measured)}/s`,
      floor: `${Math.round(result.floor)}/s: bare Fastify route, one query by primary key`,
      ratio: result.ratio,
    }
  } finally {
    floor.kill()
    await sandbox.stop()
  }
}

async function throughput(url: string, headers: Record<string, string>): Promise<number> {
  const result = await autocannon({ url, headers, connections, duration: seconds })
  if (result.non2xx > 0 || result.errors > 0)
    throw new Error(`${url}: ${result.non2xx} refusals, ${result.errors} errors`)
  return result['2xx'] / result.duration
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
