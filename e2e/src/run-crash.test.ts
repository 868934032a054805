import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type TestDatabase, testDatabase } from '../../server/test/database.ts'
import { makeRunFleet, type RunFleet } from '../../server/test/run-fleet.ts'
import { makeFolder } from './folder.ts'
import { type Sandbox, startSandbox } from './sandbox.ts'

const services = 20_000
/** Milliseconds from ready to `kill -9`, in the midst of ordering, charging and settling; null: until something is renewed, however slow the machine. */
const lives = [150, 900, 300, null, 60, 1_300, 700, 2_500]

const folder = makeFolder('odnowa-run-crash-')
let database: TestDatabase
let pool: pg.Pool
let fleet: RunFleet

beforeAll(async () => {
  database = await testDatabase()
  pool = new pg.Pool({ connectionString: database.url, max: 2 })
  fleet = await makeRunFleet(pool, 'cr', services)
}, 60_000)

afterAll(async () => {
  await pool.end()
  await database.close()
  rmSync(folder, { recursive: true, force: true })
})

const start = () => startSandbox({ data: join(folder, 'data'), flags: ['--database-url', database.url] })

/** One number of the fleet. */
async function count(text: string): Promise<number> {
  const { rows } = await pool.query<{ count: string }>(text, [fleet.firstAccount, fleet.lastAccount])
  return Number(rows[0]?.count)
}

const renewed = () =>
  count(`select count(*) from paid_periods where account_id between $1 and $2 and previous_end is not null`)

async function untilSomethingIsRenewed(): Promise<void> {
  while ((await renewed()) === 0) await wait(20)
}

/**
 * What died after the gateway was asked is asked about within a minute; what it never heard of ends an hour later, and is collected
 * at once.
 */
async function finish(sandbox: Sandbox): Promise<void> {
  for (const advance of ['PT1M', 'PT1H']) await sandbox.operator('POST', '/sandbox/clock', { advance })
}

test(`P3, T6 workers that are killed at random through a run over ${services} services: each is renewed once, and paid once`, async () => {
  let killedInTheMidst = 0
  for (const life of lives) {
    const worker = await start()
    await (life === null ? untilSomethingIsRenewed() : wait(life))
    await worker.kill()
    const done = await renewed()
    if (done > 0 && done < services) killedInTheMidst += 1
  }
  const last = await start()
  try {
    await finish(last)
    expect(await renewed()).toBe(services)
    expect(
      await count(`select count(distinct service_id) from paid_periods
      where account_id between $1 and $2 and previous_end is not null`),
    ).toBe(services)
    const billed = await count(`select sum(gross_ucents) as count from documents where account_id between $1 and $2`)
    const charged = await count(`select sum(taken_ucents) as count from sandbox.charges
      join orders on orders.id = order_id where account_id between $1 and $2`)
    expect(billed).toBe(services * 420_000_000)
    expect(charged).toBe(billed)
    expect((await last.operator<{ violations: unknown[] }>('GET', '/admin/verify')).violations).toEqual([])
    expect(killedInTheMidst).toBeGreaterThan(0)
  } finally {
    await last.stop()
  }
}, 300_000)
