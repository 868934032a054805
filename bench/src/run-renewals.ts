import { collectDebts } from '../../server/src/actions/automatic/collect-debts.ts'
import { runRenewals } from '../../server/src/actions/automatic/run-renewals.ts'
import { verifyBooks } from '../../server/src/actions/operating/verify-books.ts'
import { realClock } from '../../server/src/calendar/calendar.ts'
import { migrate } from '../../server/src/database/migrate.ts'
import { type Database, openDatabase } from '../../server/src/database/pool.ts'
import { makeRunFleet } from '../../server/test/run-fleet.ts'
import type { Figure } from './figures.ts'
import { partsOn, willing } from './parts.ts'
import { runByHand } from './run-floor.ts'

/** Services of the scenario; `BENCH_RUN_SERVICES=1000000` for a larger one. */
const services = Number(process.env.BENCH_RUN_SERVICES ?? 100_000)

/** Services that both sides renew first: no house runs on tables that PostgreSQL has never seen filled. */
const warmUp = 5_000

/** The rate of so few is held against that of many: a service's share must not grow with the fleet. */
const few = 10_000

/**
 * (g) An automatic run over services that are all due, from order to renewal, everything durable, beside the same rows by hand-written
 * set-based SQL on one connection, each in a database of its own on one PostgreSQL; the same over few before, in the same database; (h) a gateway that takes 120 ms; (i) a tick that finds
 * nothing due; (k) the verification of all that was written.
 */
export async function automaticRun(databaseUrl: string): Promise<Figure[]> {
  const floor = await secondsByHand(await newDatabase(databaseUrl, 'odnowa_floor'))
  const database = openDatabase({ url: await newDatabase(databaseUrl, 'odnowa_run'), connections: 8 })
  try {
    const measured = await measureRuns(database)
    return [...runFigures(measured, floor), ...besideFigures(measured)]
  } finally {
    await database.close()
  }
}

/** Seconds, but for what says otherwise. */
interface Measured {
  readonly few: number
  readonly run: number
  readonly memoryMebibytes: number
  readonly tick: number
  readonly verified: number
  readonly collectedPerSecond: number
}

async function measureRuns(database: Database): Promise<Measured> {
  const parts = partsOn(database)
  await makeRunFleet(database.pool, 'bw', warmUp)
  await renewAll(parts)
  await makeRunFleet(database.pool, 'bx', few)
  const short = await secondsOf(() => renewAll(parts))
  await makeRunFleet(database.pool, 'br', services)
  const run = await secondsOf(() => renewAll(parts))
  const memoryMebibytes = Math.round(process.memoryUsage.rss() / 1024 / 1024)
  const tick = await secondsOf(() => renewAll(parts))
  const verified = await secondsOf(() => verify(parts))
  await makeRunFleet(database.pool, 'bs', 2_000)
  const slow = { ...parts, gateway: { ...willing, charge: slowly(willing.charge, 120) } }
  await runRenewals(slow, { until: realClock.now() })
  const collectedPerSecond = await rateOf(() => collectDebts(slow, { until: realClock.now() }))
  return { few: short, run, memoryMebibytes, tick, verified, collectedPerSecond }
}

function runFigures({ few: short, run, memoryMebibytes }: Measured, floor: number): readonly Figure[] {
  return [
    {
      scenario: `(g) automatic run over ${services} due services (${memoryMebibytes} MiB at its end)`,
      measured: `${Math.round(services / run)}/s`,
      floor: `${Math.round(services / floor)}/s: the same rows by set-based SQL, one connection`,
      ratio: floor / run,
    },
    {
      scenario: `(g) how much faster ${few} go, a service`,
      measured: `${Math.round(few / short)}/s`,
      floor: `${Math.round(services / run)}/s over ${services}: at most 1.3 times`,
      ratio: run / services / (short / few),
    },
  ]
}

function besideFigures({ collectedPerSecond, tick, verified }: Measured): readonly Figure[] {
  const measured = {
    '(h) collections with a gateway that takes 120 ms': `${Math.round(collectedPerSecond)}/s`,
    '(i) a tick with nothing due': `${Math.round(tick * 1000)} ms`,
    '(k) verification of these': `${verified.toFixed(1)} s`,
  }
  return Object.entries(measured).map(([scenario, told]) => ({ scenario, measured: told, floor: '', ratio: null }))
}

/** A migrated database beside another, with the one tax rate that the fleets need. @returns its address */
async function newDatabase(beside: string, name: string): Promise<string> {
  const house = openDatabase({ url: beside, connections: 1 })
  await house.pool.query(`create database ${name}`)
  await house.close()
  const url = new URL(beside)
  url.pathname = `/${name}`
  await migrate(url.href)
  const own = openDatabase({ url: url.href, connections: 1 })
  await own.pool.query(`insert into tax_rates (country, rate_ppm, valid_from) values ('FR', 200000, '2014-01-01')`)
  await own.close()
  return url.href
}

/** Seconds of the floor, without those of making its fleet. */
async function secondsByHand(url: string): Promise<number> {
  const database = openDatabase({ url, connections: 1 })
  try {
    await runByHand(database.pool, await makeRunFleet(database.pool, 'bw', warmUp))
    const fleet = await makeRunFleet(database.pool, 'bf', services)
    return await secondsOf(() => runByHand(database.pool, fleet))
  } finally {
    await database.close()
  }
}

async function verify(parts: Parts): Promise<void> {
  const { violations } = await verifyBooks(parts)
  if (violations.length > 0) throw new Error(`the run broke what must hold: ${JSON.stringify(violations[0])}`)
}

type Parts = ReturnType<typeof partsOn>

async function renewAll(parts: Parts): Promise<void> {
  await runRenewals(parts, { until: realClock.now() })
  await collectDebts(parts, { until: realClock.now() })
  await runRenewals(parts, { until: realClock.now() })
}

async function secondsOf(work: () => Promise<unknown>): Promise<number> {
  const startedAt = performance.now()
  await work()
  return (performance.now() - startedAt) / 1000
}

async function rateOf(work: () => Promise<{ readonly collected: number }>): Promise<number> {
  const startedAt = performance.now()
  const { collected } = await work()
  return collected / ((performance.now() - startedAt) / 1000)
}

function slowly<Given, Answer>(call: (given: Given) => Promise<Answer>, milliseconds: number) {
  return async (given: Given): Promise<Answer> => {
    await new Promise((resolve) => setTimeout(resolve, milliseconds))
    return call(given)
  }
}
