import { Registry } from 'prom-client'
import { afterEach, expect, test, vi } from 'vitest'
import type { Backlog } from '../operators/backlog.ts'
import { backlogGauges } from './backlog-gauges.ts'

afterEach(() => void vi.useRealTimers())

const now = Temporal.Instant.from('2026-11-20T12:00:00Z')
const backlog: Backlog = {
  ...{ servicesDue: 7, servicesDueSince: now.subtract({ minutes: 2 }), debtsDue: 1, debtsDueSince: null, ordersDue: 0 },
  ...{ attempts: { parked: 3 }, noticesDue: 2, deliveriesDue: 0 },
}

function gauges(read: () => Promise<Backlog>, jobs: number | null = null) {
  const registry = new Registry()
  const refresh = backlogGauges(registry, { clock: { now: () => now }, read, jobsWaiting: async () => jobs })
  return async () => {
    await refresh()
    return registry.metrics()
  }
}

test('tell what is due, since when, and which attempts are open', async () => {
  const text = await gauges(async () => backlog, 4)()
  for (const line of [
    ...['odnowa_due{what="services"} 7', 'odnowa_due{what="notices"} 2', 'odnowa_lag_seconds{what="services"} 120'],
    ...['odnowa_lag_seconds{what="debts"} 0', 'odnowa_attempts_open{state="parked"} 3'],
    ...['odnowa_attempts_open{state="unknown"} 0', 'odnowa_jobs_waiting 4', 'odnowa_database_up 1'],
  ]) {
    expect(text.split('\n')).toContain(line)
  }
})

test('tell nothing old when the database is away, and say that it is', async () => {
  vi.useFakeTimers({ toFake: ['performance'] })
  let away = false
  const read = gauges(async () => {
    if (away) throw new Error('away')
    return backlog
  })
  expect(await read()).toContain('odnowa_due{what="services"} 7')
  away = true
  vi.advanceTimersByTime(2_001)
  const text = await read()
  expect(text).toContain('odnowa_database_up 0')
  expect(text).not.toContain('odnowa_due{')
})

test('readings of the same two seconds are one', async () => {
  let readings = 0
  const read = gauges(async () => {
    readings += 1
    return backlog
  })
  await Promise.all([read(), read()])
  await read()
  expect(readings).toBe(1)
})
