import { collectDebts } from '../../server/src/actions/collect-debts.ts'
import { runRenewals } from '../../server/src/actions/run-renewals.ts'
import { realClock } from '../../server/src/calendar/calendar.ts'
import { openDatabase } from '../../server/src/database/pool.ts'
import { makeRunFleet } from '../../server/test/run-fleet.ts'
import type { Figure } from './figures.ts'
import { partsOn, willing } from './parts.ts'
import { runByHand } from './run-floor.ts'

/** Services of the scenario; `BENCH_RUN_SERVICES=1000000` for a larger one. */
const services = Number(process.env.BENCH_RUN_SERVICES ?? 100_000)

/**
 * (g) An automatic run over services that are all due, from order to renewal, everything durable, beside the same rows by hand-written
 * set-based SQL on one connection; (h) a gateway that takes 120 ms; (i) a tick that finds nothing due.
 */
export async function automaticRun(databaseUrl: string): Promise<Figure[]> {
  const database = openDatabase({ url: databaseUrl, connections: 8 })
  try {
    const parts = partsOn(database)
    const byHand = await makeRunFleet(database.pool, 'bf', services)
    await database.pool.query(
      `update services set next_action_at = now() + interval '1 day' where account_id between $1 and $2`,
      [byHand.firstAccount, byHand.lastAccount],
    )
    const floor = await secondsOf(() => runByHand(database.pool, byHand))
    await makeRunFleet(database.pool, 'br', services)
    const run = await secondsOf(() => renewAll(parts))
    const memory = Math.round(process.memoryUsage.rss() / 1024 / 1024)
    const tick = await secondsOf(() => renewAll(parts))
    await makeRunFleet(database.pool, 'bs', 2_000)
    const slow = { ...parts, gateway: { ...willing, charge: slowly(willing.charge, 120) } }
    await runRenewals(slow, { until: realClock.now() })
    const collected = await rateOf(() => collectDebts(slow, { until: realClock.now() }))
    return [
      {
        scenario: `(g) automatic run over ${services} due services (${memory} MiB at its end)`,
        measured: `${Math.round(services / run)}/s`,
        floor: `${Math.round(services / floor)}/s: the same rows by set-based SQL, one connection`,
        ratio: floor / run,
      },
      {
        scenario: '(h) collections with a gateway that takes 120 ms',
        measured: `${Math.round(collected)}/s`,
        floor: '',
        ratio: null,
      },
      { scenario: '(i) a tick with nothing due', measured: `${Math.round(tick * 1000)} ms`, floor: '', ratio: null },
    ]
  } finally {
    await database.close()
  }
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
