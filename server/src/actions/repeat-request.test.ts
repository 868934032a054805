import sql from 'sql-template-tag'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { type TestDatabase, testDatabase } from '../../test/database.ts'
import type { AccountId } from '../identity/identity.ts'
import { problem } from '../problem/problem.ts'
import { claimKey } from '../repeats/repeat.store.ts'
import { forgottenBefore, hashBody, type RepeatKey, type StoredAnswer } from '../repeats/repeat.ts'
import { forgetRepeats } from './forget-repeats.ts'
import type { Parts } from './parts.ts'
import { repeatRequest } from './repeat-request.ts'

let database: TestDatabase
let parts: Parts
let count = 0
let key: RepeatKey

beforeAll(async () => {
  database = await testDatabase()
  const seal = { seal: (plain: string) => Buffer.from(plain).map((byte) => byte ^ 1), open: unseal }
  const log = { info() {}, warn() {}, error() {} }
  parts = { transaction: database.transaction, seal, log } as unknown as Parts
})
afterAll(() => database.close())
beforeEach(() => {
  count += 1
  key = { accountId: 1 as AccountId, method: 'POST', path: '/service/1/renew', key: `key-${count}` }
})

function unseal(sealed: Buffer): string {
  return sealed.map((byte) => byte ^ 1).toString()
}

function counter(answer: StoredAnswer = { status: 200, text: '{"password":"secret"}' }) {
  const counted = {
    runs: 0,
    async run() {
      counted.runs += 1
      return answer
    },
  }
  return counted
}

const body = Buffer.from('{"duration":"P1Y"}')

describe('O7 a repeatable request', () => {
  test.each([200, 202, 402, 409])('answered with %i runs once', async (status) => {
    const work = counter({ status, text: `"${status}"` })
    for (let time = 0; time < 3; time++) {
      expect(await repeatRequest(parts, { key, body, run: work.run })).toEqual({ status, text: `"${status}"` })
    }
    expect(work.runs).toBe(1)
  })

  test('answered with 500 or more, or not at all, runs again', async () => {
    const failing = counter({ status: 502, text: '{}' })
    await repeatRequest(parts, { key, body, run: failing.run })
    const throwing = () => Promise.reject(problem('PAYMENT_FAILED', 'the gateway failed'))
    await expect(repeatRequest(parts, { key, body, run: throwing })).rejects.toThrow('the gateway failed')
    const work = counter()
    await repeatRequest(parts, { key, body, run: work.run })
    expect([failing.runs, work.runs]).toEqual([1, 1])
  })

  test('with another body is a conflict, while the first runs too', async () => {
    const work = counter()
    const other = { key, body: Buffer.from('{}'), run: work.run }
    const run = async () => {
      await expect(repeatRequest(parts, other)).rejects.toMatchObject({ code: 'IDEMPOTENCY_CONFLICT' })
      return work.run()
    }
    await repeatRequest(parts, { key, body, run })
    await expect(repeatRequest(parts, other)).rejects.toMatchObject({ code: 'IDEMPOTENCY_CONFLICT' })
    expect(work.runs).toBe(1)
  })

  test('waits for the answer of the first while it runs', async () => {
    const work = counter()
    let finish = () => {}
    const finished = new Promise<void>((resolve) => {
      finish = resolve
    })
    const slow = async () => {
      await finished
      return work.run()
    }
    const answers = Array.from({ length: 10 }, () => repeatRequest(parts, { key, body, run: slow }))
    setTimeout(finish, 150)
    expect(new Set((await Promise.all(answers)).map((answer) => answer.text)).size).toBe(1)
    expect(work.runs).toBe(1)
  })

  test.each(['accountId', 'method', 'path', 'key'] as const)('is another one under another %s', async (part) => {
    const work = counter()
    await repeatRequest(parts, { key, body, run: work.run })
    const other = { ...key, [part]: part === 'accountId' ? 2 : 'other' }
    await repeatRequest(parts, { key: other, body: Buffer.from('other'), run: work.run })
    expect(work.runs).toBe(2)
  })

  test('whose first run crashed runs again once that run gives no sign of life', async () => {
    const now = Temporal.Now.instant()
    const claimedUntil = now.add({ milliseconds: 300 })
    await database.transaction((transaction) =>
      claimKey(transaction, {
        ...key,
        bodyHash: hashBody(body),
        claim: '018f0000-0000-7000-8000-000000000000',
        now,
        claimedUntil,
        forgottenBefore: forgottenBefore(now),
      }),
    )
    const work = counter()
    await Promise.all([1, 2, 3].map(() => repeatRequest(parts, { key, body, run: work.run })))
    expect(work.runs).toBe(1)
    expect(Temporal.Instant.compare(Temporal.Now.instant(), claimedUntil)).toBe(1)
  })

  test('is forgotten after 24 hours', async () => {
    const work = counter()
    await repeatRequest(parts, { key, body, run: work.run })
    await age(key, 23)
    await repeatRequest(parts, { key, body, run: work.run })
    expect(work.runs).toBe(1)
    await age(key, 1)
    await repeatRequest(parts, { key, body: Buffer.from('another'), run: work.run })
    expect(work.runs).toBe(2)
  })

  test('leaves nothing behind once it is forgotten, and no secret that can be read before', async () => {
    await repeatRequest(parts, { key, body, run: counter().run })
    const rows = await readRows(key)
    expect(rows).toHaveLength(1)
    expect(rows[0]?.answer_sealed.toString()).not.toContain('secret')
    await age(key, 25)
    await forgetRepeats(parts)
    expect(await readRows(key)).toHaveLength(0)
  })
})

function age({ key: name }: RepeatKey, hours: number) {
  return database.transaction((transaction) =>
    transaction.query(sql`
      update idempotency_keys set created_at = created_at - ${hours}::integer * interval '1 hour' where key = ${name}`),
  )
}

function readRows({ key: name }: RepeatKey) {
  return database.transaction((transaction) =>
    transaction.query<{ answer_sealed: Buffer }>(sql`select answer_sealed from idempotency_keys where key = ${name}`),
  )
}
