import { setTimeout as wait } from 'node:timers/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type TestDatabase, testDatabase } from '../../../test/database.ts'
import { type TestParts, testParts } from '../../../test/parts.ts'
import { addSeconds, realClock } from '../../calendar/calendar.ts'
import { writeRuns } from '../../operators/run.store.ts'
import type { Run, RunKind } from '../../operators/run.ts'
import { logContext } from '../log-context.ts'
import { forgetRuns } from './forget-runs.ts'
import { listRuns } from './list-runs.ts'
import { recordRun } from './record-run.ts'

let database: TestDatabase
let parts: TestParts
beforeAll(async () => {
  database = await testDatabase()
  parts = testParts(database)
})
afterAll(() => database.close())

const listed = (kind: RunKind) => listRuns(parts, { kind, since: null, after: null, limit: 100 })
const until = Temporal.Instant.from('2026-11-20T12:00:00Z')

test('a sweep that found nothing leaves no run, one that did something leaves its counts', async () => {
  await recordRun(parts, { kind: 'orders', until }, async () => ({ expired: 0 }))
  expect(await listed('orders')).toEqual([])
  await recordRun(parts, { kind: 'orders', until }, async () => {
    await wait(20)
    return { expired: 3 }
  })
  const [run, ...others] = await listed('orders')
  expect(others).toEqual([])
  expect(run).toMatchObject({ kind: 'orders', state: 'done', counts: { expired: 3 }, items: 3, error: null })
  expect(run?.until).toEqual(until)
  expect(run?.seconds).toBeGreaterThanOrEqual(0.015)
  expect(run?.itemsPerSecond).toBe(Math.round(30 / (run?.seconds ?? 1)) / 10)
})

test('how far a long run is can be read while it goes on', async () => {
  await recordRun(parts, { kind: 'renewals', until }, async (tell) => {
    tell({ judged: 1, ordered: 0 })
    await wait(1_050)
    tell({ judged: 500, ordered: 120 })
    await expect.poll(() => listed('renewals')).toHaveLength(1)
    const [run] = await listed('renewals')
    expect(run).toMatchObject({ state: 'running', counts: { judged: 500, ordered: 120 }, items: 500, endedAt: null })
    return { judged: 600, ordered: 150 }
  })
  expect(await listed('renewals')).toMatchObject([{ state: 'done', counts: { judged: 600, ordered: 150 }, items: 600 }])
})

test('a run that failed says of what, with what it did until then, in the log too', async () => {
  const failing = recordRun(parts, { kind: 'attempts', until }, async (tell) => {
    tell({ asked: 20 })
    throw new Error('the gateway has moved')
  })
  await expect(failing).rejects.toThrow('the gateway has moved')
  const [run] = await listed('attempts')
  expect(run).toMatchObject({ state: 'failed', counts: { asked: 20 }, error: 'the gateway has moved' })
  expect(parts.logged.some((line) => line.includes(run?.id ?? '-') && line.includes('a run failed'))).toBe(true)
})

test('what is logged within a run can name it', async () => {
  let seen: string | undefined
  const run = await recordRun(parts, { kind: 'notices', until }, async () => {
    await wait(1)
    seen = logContext().run
    return { written: 1 }
  })
  expect(seen).toBe(run.id)
  expect(logContext().run).toBeUndefined()
})

test('a run of which nothing is heard any more is lost, and one of 91 days ago is forgotten', async () => {
  const ago = (seconds: number): Run => {
    const at = addSeconds(realClock.now(), -seconds)
    const id = `00000000-0000-7000-8000-${String(seconds).padStart(12, '0')}`
    return { id, kind: 'mails', until, startedAt: at, progressAt: at, endedAt: null, counts: { sent: 1 }, error: null }
  }
  await parts.transaction((open) => writeRuns(open, [ago(301), ago(200), ago(91 * 86_400)]))
  expect(await forgetRuns(parts)).toBe(1)
  expect((await listed('mails')).map((run) => run.state)).toEqual(['lost', 'running'])
})

test('a run that cannot be written down is done all the same', async () => {
  const broken = { ...parts, transaction: () => Promise.reject(new Error('no disk')) }
  const run = await recordRun(broken, { kind: 'all', until }, async () => ({ expired: 1 }))
  expect(run.counts).toEqual({ expired: 1 })
  expect(parts.logged.at(-2)).toContain('could not be written down')
})
