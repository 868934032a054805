import sql from 'sql-template-tag'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type OperatorHouse, operatorHouse, service } from '../../../test/operator.ts'
import { renewService } from '../../actions/ordering/renew-service.ts'
import type { AccountId, ServiceId } from '../../identity/identity.ts'
import { writeRuns } from '../../operators/run.store.ts'

let house: OperatorHouse
beforeAll(async () => {
  house = await operatorHouse()
  await house.furnish()
  await house.call('POST', '/admin/services', [service('one'), service('two')])
})
afterAll(() => house.close())

const call: OperatorHouse['call'] = (...parameters) => house.call(...parameters)
const kindsOf = (runs: readonly { readonly kind: string }[]) => runs.map((run) => run.kind)

test('POST /admin/runs does what is due and answers the run, with counts, duration and rate', async () => {
  const { status, body } = await call('POST', '/admin/runs', { kind: 'renewals' })
  expect(status).toBe(200)
  expect(body).toEqual({
    ...{ id: expect.stringMatching(/^[0-9a-f-]{36}$/), kind: 'renewals', state: 'done', error: null },
    until: '2026-07-15T14:00:00+02:00',
    ...{ startedAt: expect.any(String), endedAt: expect.any(String) },
    counts: { judged: expect.any(Number), ordered: 0, told: 0, suspended: 0, terminated: 0, putOff: 0 },
    ...{ items: body.counts.judged, seconds: expect.any(Number), itemsPerSecond: expect.any(Number) },
  })
  expect(body.counts.judged).toBeGreaterThanOrEqual(2)
  const { body: listed } = await call('GET', '/admin/runs')
  expect(listed).toEqual({ items: [body], next: null })
  const { body: audit } = await call('GET', '/admin/audit?limit=1000')
  expect(audit.items.at(-1)).toMatchObject({ action: 'run.started', subject: 'renewals', actor: 'admin' })
})

test('without a kind every sweep of business time runs, and a run with nothing to do is a run', async () => {
  await call('POST', '/admin/runs') // writes what the run of the test before told
  const { body } = await call('POST', '/admin/runs')
  expect(body).toMatchObject({ kind: 'all', state: 'done', items: 0 })
  expect(Object.keys(body.counts)).toEqual(expect.arrayContaining(['asked', 'expired', 'written']))
})

test('runs are listed oldest first, page by page, by kind and since a moment', async () => {
  await house.parts.transaction((open) => open.query(sql`delete from runs`))
  const until = Temporal.Instant.from('2026-07-15T12:00:00Z')
  const day = (date: number) => {
    const at = Temporal.Instant.from(`2026-07-${date}T00:00:00.123456Z`)
    const kind = date % 2 === 0 ? 'orders' : 'mails'
    const id = `00000000-0000-7000-8000-0000000000${date}`
    return { id, kind, until, startedAt: at, progressAt: at, endedAt: at, counts: {}, error: null } as const
  }
  await house.parts.transaction((open) => writeRuns(open, [day(13), day(10), day(12), day(11)]))
  const { body: first } = await call('GET', '/admin/runs?limit=3')
  expect(kindsOf(first.items)).toEqual(['orders', 'mails', 'orders'])
  const { body: second } = await call('GET', `/admin/runs?limit=3&after=${first.next}`)
  expect(kindsOf(second.items)).toEqual(['mails'])
  expect(second.next).toBeNull()
  expect((await call('GET', '/admin/runs?kind=orders')).body.items).toHaveLength(2)
  expect((await call('GET', '/admin/runs?since=2026-07-12T00:00:00Z')).body.items).toHaveLength(2)
  expect(await call('GET', '/admin/runs?kind=naps')).toMatchObject({ status: 400 })
  expect(await call('POST', '/admin/runs', { kind: 'naps' })).toMatchObject({ status: 400 })
})

test('while the clock is moved a run waits for its turn by asking again', async () => {
  await house.parts.transaction(async (turn) => {
    await turn.query(sql`select pg_advisory_xact_lock(hashtext('odnowa sweeps'))`)
    expect(await call('POST', '/admin/runs')).toMatchObject({ status: 409, body: { errorCode: 'CONFLICT' } })
  })
})

test('what a move of the clock did is a run too', async () => {
  const { body: services } = await call('GET', '/admin/services')
  const serviceId = services.items[0].id as ServiceId
  const ids = [serviceId]
  await renewService(house.parts, {
    accountId: 1 as AccountId,
    serviceId,
    duration: 'P1M',
    services: ids,
    dryRun: false,
  })
  await call('POST', '/sandbox/clock', { advance: 'P2D' })
  const { body } = await call('GET', '/admin/runs?kind=all')
  const expired = body.items.filter((run: { counts: { expired: number } }) => run.counts.expired > 0)
  expect(expired).toMatchObject([{ kind: 'all', until: '2026-07-16T14:00:00+02:00', counts: { expired: 1 } }])
})
