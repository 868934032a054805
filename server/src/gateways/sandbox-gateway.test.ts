import { randomUUIDv7 } from 'node:crypto'
import sql from 'sql-template-tag'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { testAccount } from '../../test/customer.ts'
import { type TestDatabase, testDatabase } from '../../test/database.ts'
import { givenMeans, type TestParts, testParts } from '../../test/parts.ts'
import type { AccountId, AttemptId, OrderId } from '../identity/identity.ts'
import { parseAmount, toDecimal } from '../money/money.ts'
import { readMeans } from '../payments/means.store.ts'
import type { Charge, GatewayAnswer } from '../payments/payment.ts'
import { type GatewayUnderTest, gatewaySuite } from './gateway.suite.ts'
import { readCharge } from './sandbox.store.ts'

let database: TestDatabase
let parts: TestParts
let accountId: AccountId

beforeAll(async () => {
  database = await testDatabase()
  parts = testParts(database)
  accountId = (await testAccount(parts)).id
})
afterAll(() => database?.close())

const scripts = {
  success: 'success',
  declined: 'decline:stolen',
  failed: 'fail',
  unanswered: 'timeout:success',
  unheard: 'timeout:nothing',
} as const
const zero = parseAmount('0', 'EUR')

gatewaySuite('the sandbox gateway', async (): Promise<GatewayUnderTest> => {
  const remembered = (key: AttemptId) => database.transaction((transaction) => readCharge(transaction, key))
  return {
    gateway: parts.gateway,
    meansFor: (ending) => meansOf(scripts[ending]),
    taken: async (key) => (await remembered(key))?.taken ?? zero,
    givenBack: async (key) => (await remembered(key))?.refunded ?? zero,
  }
})

async function meansOf(...outcomes: string[]) {
  const id = await givenMeans(parts, accountId, { outcomes })
  const [means] = await database.transaction((transaction) => readMeans(transaction, accountId, [id]))
  if (!means) throw new Error('the means is not there')
  return means
}

async function chargeOf(...outcomes: string[]): Promise<Charge> {
  const means = await meansOf(...outcomes)
  const idempotencyKey = randomUUIDv7() as string as AttemptId
  return { idempotencyKey, orderId: 100 as OrderId, means, amount: parseAmount('45.44', 'EUR') }
}

/** `success 45.44`, `declined stolen`, `pending 2026-11-25T12:00:00Z`. */
function told(answer: GatewayAnswer): string {
  const { outcome } = answer
  if (outcome === 'success') return `success ${toDecimal(answer.taken)}`
  if (outcome === 'declined' || outcome === 'failed') return `${outcome} ${answer.reason}`
  return outcome === 'pending' ? `pending ${answer.askAgainAt}` : outcome
}

describe('P1, P2 every scripted outcome: what the charge is told, and what a look-up is', () => {
  test.each([
    ['success', 'success 45.44', 'success 45.44'],
    ['decline:insufficient_funds', 'declined insufficient_funds', 'declined insufficient_funds'],
    ['fail', 'failed provider_error', 'failed provider_error'],
    ['pending:P5D:success', 'pending 2026-11-25T12:00:00Z', 'pending 2026-11-25T12:00:00Z'],
    ['pending:PT36H:fail', 'pending 2026-11-22T00:00:00Z', 'pending 2026-11-22T00:00:00Z'],
    ['timeout:success', 'unknown', 'success 45.44'],
    ['timeout:nothing', 'unknown', 'neverReceived'],
    ['timeout:silent', 'unknown', 'unknown'],
    ['partial:10.00', 'success 10.00', 'success 10.00'],
    ['partial:50', 'success 50.00', 'success 50.00'],
  ])('%s', async (script, charged, lookedUp) => {
    const charge = await chargeOf(script)
    expect(told(await parts.gateway.charge(charge))).toBe(charged)
    expect(told(await parts.gateway.lookup(charge))).toBe(lookedUp)
  })

  test.each([
    ['success', 'success 45.44'],
    ['fail', 'declined bounced'],
  ])('P7 pending ends when its time has come: %s', async (end, ending) => {
    const own = testParts(database)
    const charge = await chargeOf(`pending:P1M:${end}`)
    await own.gateway.charge(charge)
    own.clock.set('2026-12-20T11:59:59Z')
    expect(told(await own.gateway.lookup(charge))).toBe('pending 2026-12-20T12:00:00Z')
    own.clock.set('2026-12-20T12:00:00Z')
    expect(told(await own.gateway.lookup(charge))).toBe(ending)
    expect(told(await own.gateway.lookup(charge))).toBe(ending)
    expect(told(await own.gateway.charge(charge))).toBe(ending)
  })
})

describe('a script', () => {
  test('is used one a charge, and the last repeats; a look-up and the same key use nothing up', async () => {
    const { means, ...charge } = await chargeOf('decline:a', 'decline:b', 'success')
    const answers = []
    for (let time = 0; time < 4; time++) {
      const next = { ...charge, means, idempotencyKey: randomUUIDv7() as string as AttemptId }
      answers.push(told(await parts.gateway.charge(next)))
      await parts.gateway.lookup(next)
      await parts.gateway.charge(next)
    }
    expect(answers).toEqual(['declined a', 'declined b', 'success 45.44', 'success 45.44'])
  })

  test('is success for a means that has none', async () => {
    const charge = await chargeOf('success')
    await database.transaction((transaction) =>
      transaction.query(sql`delete from sandbox.outcomes where means_id = ${charge.means.id}::bigint`),
    )
    expect(told(await parts.gateway.charge(charge))).toBe('success 45.44')
  })
})

test('every call is written down, with what was told', async () => {
  const charge = await chargeOf('timeout:success')
  await parts.gateway.charge(charge)
  await parts.gateway.lookup(charge)
  const chargeKey = charge.idempotencyKey
  await parts.gateway.refund({ chargeKey, orderId: charge.orderId, idempotencyKey: chargeKey, amount: charge.amount })
  const calls = await database.transaction((transaction) =>
    transaction.query(sql`
      select operation, order_id as "orderId", amount_ucents as amount, outcome from sandbox.calls
      where idempotency_key = ${chargeKey} order by id`),
  )
  const facts = { orderId: 100, amount: charge.amount.ucents }
  expect(calls).toEqual([
    { operation: 'charge', outcome: 'timeout:success', ...facts },
    { operation: 'lookup', outcome: 'success', ...facts },
    { operation: 'refund', outcome: 'refunded', ...facts },
  ])
})
