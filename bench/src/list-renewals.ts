import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { type Sandbox, startSandbox } from '../../e2e/src/sandbox.ts'
import { type Figure, inTurn } from './figures.ts'
import { call, throughput } from './throughput.ts'

const rounds = 5

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
