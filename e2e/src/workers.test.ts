import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { rmSync } from 'node:fs'
import { join } from 'node:path'
import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type TestDatabase, testDatabase } from '../../server/test/database.ts'
import { makeRunFleet, type RunFleet } from '../../server/test/run-fleet.ts'
import { makeFolder } from './folder.ts'
import { root, serveProgram } from './sandbox.ts'

/** Of accounts with 1, 2 ... 50 services: 1,275 in each fifty. So many that a worker is at them still when the other has started. */
const services = 120 * 1_275
const folder = makeFolder('odnowa-workers-')
const started: ChildProcess[] = []
let database: TestDatabase
let pool: pg.Pool
let fleet: RunFleet

beforeAll(async () => {
  database = await testDatabase()
  pool = new pg.Pool({ connectionString: database.url, max: 2 })
  fleet = await makeRunFleet(pool, 'wo', services)
}, 60_000)

afterAll(async () => {
  for (const worker of started) worker.kill('SIGKILL')
  await pool.end()
  await database.close()
  rmSync(folder, { recursive: true, force: true })
})

interface Worker {
  readonly process: ChildProcess
  /** What it logged about runs. */
  readonly log: () => string
  readonly metrics: () => Promise<string>
}

/** A process with the role worker alone, on a data folder of its own; at work when it is answered. */
async function startWorker(name: string): Promise<Worker> {
  const flags = [
    '--roles',
    'worker',
    '--database-url',
    database.url,
    '--data',
    join(folder, name),
    '--metrics-port',
    '0',
  ]
  const env = { ...process.env, ODNOWA_SECRET_KEY: 'the secret key that both have' }
  const child = spawn(process.execPath, [serveProgram, ...flags], { cwd: root, env, stdio: ['ignore', 'pipe', 'pipe'] })
  started.push(child)
  let output = ''
  const atWork = new Promise<void>((resolve, reject) => {
    const listen = (chunk: Buffer) => {
      output += chunk
      if (output.includes('Odnowa is at work')) resolve()
    }
    child.stdout.on('data', listen)
    child.stderr.on('data', listen)
    child.on('exit', () => reject(new Error(`the worker ended before it was at work:\n${output}`)))
  })
  await atWork
  const port = /"port":(\d+),"msg":"metrics are served/.exec(output)?.[1]
  const metrics = async () => (await fetch(`http://127.0.0.1:${port}/metrics`)).text()
  return { process: child, log: () => output, metrics }
}

async function count(text: string): Promise<number> {
  const { rows } = await pool.query<{ count: string }>(text, [fleet.firstAccount, fleet.lastAccount])
  return Number(rows[0]?.count)
}

const ordered = () =>
  count(`select count(*) from order_lines where account_id between $1 and $2 and renewal_identity is not null`)

const judgedSome = /^odnowa_sweep_items_total\{sweep="renewals",count="judged"\} [1-9]/m

test('T6 workers share what is due; one that is told to stop stops behind its batch, one that is killed is stood in for at once', async () => {
  const [first, second] = await Promise.all([startWorker('first'), startWorker('second')])
  for (const worker of [first, second]) await expect.poll(worker.metrics, { timeout: 60_000 }).toMatch(judgedSome)

  const told = performance.now()
  first.process.kill('SIGTERM')
  const [code] = await once(first.process, 'exit')
  expect(code).toBe(0)
  expect(performance.now() - told).toBeLessThan(15_000)
  expect(first.log()).not.toMatch(/"level":50/)
  expect(await ordered()).toBeLessThan(services)

  second.process.kill('SIGKILL')
  await once(second.process, 'exit')
  const before = await ordered()
  const third = await startWorker('third')
  await expect.poll(ordered, { timeout: 60_000, interval: 100 }).toBeGreaterThan(before)
  await expect.poll(ordered, { timeout: 200_000, interval: 500 }).toBe(services)
  expect(await third.metrics()).toMatch(judgedSome)
  expect(
    await count(`select count(distinct service_id) from order_lines
      where account_id between $1 and $2 and renewal_identity is not null`),
  ).toBe(services)
}, 300_000)
