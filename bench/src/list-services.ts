import { type Client, createClient } from '@odnowa/sdk/client.ts'
import { callMany, listObjects } from '@odnowa/sdk/many.ts'
import { type Sandbox, startSandbox } from '../../e2e/src/sandbox.ts'
import { type Figure, median } from './figures.ts'
import { addServices } from './fleet.ts'
import { countByCli } from './list-services-cli.ts'
import { startSlowProxy } from './slow-proxy.ts'

const services = 5_000
const delayMilliseconds = 50
/** Calls that are made one at a time; all of them would take minutes. */
const sampled = 200
const rounds = 3

/**
 * (f) All services of an account with 5,000, at a server that answers after 50 ms: by pages of objects, and by batches of ids
 * (what OVHcloud's batch alone would give), and by the CLI as a whole process, beside one call at a time, of which 200 are made and 5,000 reckoned.
 */
export async function listServices(databaseUrl: string, dataFolder: string): Promise<readonly Figure[]> {
  const sandbox = await startSandbox({ data: dataFolder, flags: ['--database-url', databaseUrl] })
  const proxy = await startSlowProxy(sandbox.endpoint, delayMilliseconds)
  try {
    await addServices(sandbox, services)
    return await measure(clientOf(sandbox, proxy.origin), () => countByCli(sandbox, proxy.origin))
  } finally {
    await proxy.stop()
    await sandbox.stop()
  }
}

async function measure(client: Client, byCli: () => Promise<number>): Promise<readonly Figure[]> {
  const ids = await client.call('GET /services')
  const single = await secondsOf(() => oneAtATime(client, ids.slice(0, sampled)))
  const floor = (single / sampled) * ids.length
  const read = [
    ['pages of objects', () => count(listObjects(client, 'GET /services', 'GET /services/{serviceId}'))],
    ['batches of ids', () => count(callMany(client, 'GET /services/{serviceId}', { ids }))],
    ['`odnowa services --json`, its start included', byCli],
  ] as const
  const figures: Figure[] = []
  for (const [how, run] of read) {
    const seconds: number[] = []
    for (let round = 0; round < rounds; round++) {
      seconds.push(await secondsOf(async () => demandAll(await run(), ids.length)))
    }
    figures.push({
      scenario: `(f) ${ids.length} services by ${how}, ${delayMilliseconds} ms away`,
      measured: `${median(seconds).toFixed(2)} s`,
      floor: `${floor.toFixed(0)} s: one call at a time (${sampled} made, the rest reckoned)`,
      ratio: floor / median(seconds),
    })
  }
  return figures
}

function clientOf({ applicationKey, applicationSecret, consumerKey }: Sandbox, origin: string): Client {
  const credentials = { kind: 'keys', applicationKey, applicationSecret, consumerKey } as const
  return createClient({ endpoint: `${origin}/1.0`, credentials })
}

async function oneAtATime(client: Client, ids: readonly number[]): Promise<void> {
  for (const serviceId of ids) await client.call('GET /services/{serviceId}', { params: { serviceId } })
}

async function count(objects: AsyncIterable<unknown>): Promise<number> {
  let seen = 0
  for await (const _object of objects) seen += 1
  return seen
}

function demandAll(seen: number, wanted: number): void {
  if (seen !== wanted) throw new Error(`${seen} of ${wanted} services were read`)
}

async function secondsOf(run: () => Promise<void>): Promise<number> {
  const started = performance.now()
  await run()
  return (performance.now() - started) / 1000
}
