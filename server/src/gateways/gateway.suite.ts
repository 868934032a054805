import { randomUUIDv7 } from 'node:crypto'
import { beforeAll, describe, expect, test } from 'vitest'
import type { AttemptId, OrderId } from '../identity/identity.ts'
import { add, type Money, negate, parseAmount } from '../money/money.ts'
import type { Charge, Gateway, PaymentMeans } from '../payments/payment.ts'

/** What a gateway's provider can be made to do, so that one suite can hold every gateway to the port's contract. */
export interface GatewayUnderTest {
  readonly gateway: Gateway
  /** A means whose charges end as named, each of them. */
  meansFor(ending: 'success' | 'declined' | 'failed' | 'unanswered' | 'unheard'): Promise<PaymentMeans>
  /** What the provider took for a key; zero when nothing. */
  taken(key: AttemptId): Promise<Money>
  /** What the provider gave back of a charge's money. */
  givenBack(key: AttemptId): Promise<Money>
}

const amount = parseAmount('45.44', 'EUR')
const part = parseAmount('20.00', 'EUR')
const none = parseAmount('0', 'EUR')

/** The contract of the Gateway port (rules P1-P3): every gateway runs it. */
export function gatewaySuite(name: string, open: () => Promise<GatewayUnderTest>): void {
  describe(`${name} keeps the contract of gateways`, () => {
    let under: GatewayUnderTest
    beforeAll(async () => {
      under = await open()
    })

    async function charge(ending: Parameters<GatewayUnderTest['meansFor']>[0]): Promise<Charge> {
      const means = await under.meansFor(ending)
      return { idempotencyKey: randomUUIDv7() as string as AttemptId, orderId: 100 as OrderId, means, amount }
    }

    test('P1 success says what was taken, and under which reference', async () => {
      const made = await charge('success')
      const answer = await under.gateway.charge(made)
      expect(answer).toEqual({ outcome: 'success', taken: amount, reference: expect.stringMatching(/./) })
      expect(await under.taken(made.idempotencyKey)).toEqual(amount)
    })

    test.each(['declined', 'failed'] as const)('P1 %s says why, and takes nothing', async (ending) => {
      const made = await charge(ending)
      expect(await under.gateway.charge(made)).toEqual({ outcome: ending, reason: expect.stringMatching(/^\w+$/) })
      expect(await under.gateway.lookup(made)).toEqual({ outcome: ending, reason: expect.stringMatching(/^\w+$/) })
      expect(await under.taken(made.idempotencyKey)).toEqual(none)
    })

    test('P3 the same key charges once, one after the other', async () => {
      const made = await charge('success')
      const first = await under.gateway.charge(made)
      expect(await under.gateway.charge(made)).toEqual(first)
      expect(await under.taken(made.idempotencyKey)).toEqual(amount)
    })

    test('P3 the same key charges once, all at once', async () => {
      const many = Array.from({ length: 8 }, () => charge('success'))
      // opens the connections that there are, or the first call would be over before the others begin
      await Promise.all(many.map(async (one) => under.gateway.lookup(await one)))
      const made = await charge('success')
      const answers = await Promise.all(many.map(() => under.gateway.charge(made)))
      expect(new Set(answers.map((answer) => JSON.stringify(answer, bigints))).size).toBe(1)
      expect(await under.taken(made.idempotencyKey)).toEqual(amount)
    })

    test('two keys are two charges', async () => {
      const [left, right] = [await charge('success'), await charge('success')]
      await Promise.all([under.gateway.charge(left), under.gateway.charge(right)])
      const taken = [await under.taken(left.idempotencyKey), await under.taken(right.idempotencyKey)]
      expect(taken).toEqual([amount, amount])
    })

    test('P2 a look-up says what the charge said, however often', async () => {
      const made = await charge('success')
      const answer = await under.gateway.charge(made)
      for (let time = 0; time < 3; time++) expect(await under.gateway.lookup(made)).toEqual(answer)
      expect(await under.taken(made.idempotencyKey)).toEqual(amount)
    })

    test('P2 a charge without an answer is found by looking it up', async () => {
      const made = await charge('unanswered')
      expect(await under.gateway.charge(made)).toEqual({ outcome: 'unknown' })
      expect(await under.gateway.lookup(made)).toMatchObject({ outcome: 'success', taken: amount })
      expect(await under.taken(made.idempotencyKey)).toEqual(amount)
    })

    test('P2 a charge that never arrived was never received', async () => {
      const made = await charge('unheard')
      expect(await under.gateway.charge(made)).toEqual({ outcome: 'unknown' })
      expect(await under.gateway.lookup(made)).toEqual({ outcome: 'neverReceived' })
      expect(await under.gateway.lookup(await charge('success'))).toEqual({ outcome: 'neverReceived' })
      expect(await under.taken(made.idempotencyKey)).toEqual(none)
    })

    test('P2 looking up never charges', async () => {
      const made = await charge('success')
      await under.gateway.lookup(made)
      expect(await under.taken(made.idempotencyKey)).toEqual(none)
    })

    test('B6 the same refund is made once, and never more than was taken', async () => {
      const made = await charge('success')
      await under.gateway.charge(made)
      const refund = { chargeKey: made.idempotencyKey, orderId: made.orderId, amount: part }
      const again = { ...refund, idempotencyKey: `R-${made.idempotencyKey}` }
      const answers = await Promise.all([under.gateway.refund(again), under.gateway.refund(again)])
      expect(answers).toEqual([{ refunded: true }, { refunded: true }])
      expect(await under.givenBack(made.idempotencyKey)).toEqual(part)
      const rest = add(amount, negate(part))
      const tooMuch = { ...refund, idempotencyKey: `${again.idempotencyKey}-2`, amount: add(rest, cent) }
      expect(await under.gateway.refund(tooMuch)).toEqual({ refunded: false })
      const allElse = { ...refund, idempotencyKey: `${again.idempotencyKey}-3`, amount: rest }
      expect(await under.gateway.refund(allElse)).toEqual({ refunded: true })
      expect(await under.givenBack(made.idempotencyKey)).toEqual(amount)
    })

    test('B6 what was not taken is not given back', async () => {
      const made = await charge('declined')
      await under.gateway.charge(made)
      const refund = { chargeKey: made.idempotencyKey, orderId: made.orderId, idempotencyKey: 'R-none', amount: part }
      expect(await under.gateway.refund(refund)).toEqual({ refunded: false })
      const unknown = { ...refund, chargeKey: randomUUIDv7() as string as AttemptId, idempotencyKey: 'R-nothing' }
      expect(await under.gateway.refund(unknown)).toEqual({ refunded: false })
    })
  })
}

const cent = parseAmount('0.01', 'EUR')

function bigints(_key: string, value: unknown): unknown {
  return typeof value === 'bigint' ? String(value) : value
}
