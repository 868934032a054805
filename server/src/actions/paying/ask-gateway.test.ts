import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { parseAmount } from '../../money/money.ts'
import type { GatewayAnswer } from '../../payments/payment.ts'
import { askGateway } from './ask-gateway.ts'

const success: GatewayAnswer = { outcome: 'success', taken: parseAmount('1', 'EUR'), reference: 'x' }
const warnings: string[] = []
const log = { info() {}, warn: (_: object, message: string) => void warnings.push(message), error() {} }

beforeEach(() => {
  warnings.length = 0
  vi.useFakeTimers()
})
afterEach(() => vi.useRealTimers())

/** A gateway that answers, or breaks off, after so many milliseconds. */
function after(milliseconds: number, answer: GatewayAnswer | Error): () => Promise<GatewayAnswer> {
  return () =>
    new Promise((resolve, reject) => {
      setTimeout(() => (answer instanceof Error ? reject(answer) : resolve(answer)), milliseconds)
    })
}

describe('P1 a call waits 10 s at most', () => {
  test.each([
    [0, success],
    [9_999, success],
    [10_001, { outcome: 'unknown' }],
    [3_600_000, { outcome: 'unknown' }],
  ])('an answer after %d ms', async (milliseconds, expected) => {
    const answer = askGateway({ log }, after(milliseconds, success))
    await vi.advanceTimersByTimeAsync(10_000)
    expect(await answer).toEqual(expected)
  })

  test('who waited holds no timer behind', async () => {
    const answer = askGateway({ log }, async () => success)
    await answer
    expect(vi.getTimerCount()).toBe(0)
  })
})

describe('P2 a gateway that breaks off may have charged: unknown', () => {
  test.each([
    ['while it is waited for', after(10, new Error('socket hang up'))],
    [
      'before it begins',
      () => {
        throw new Error('no route to host')
      },
    ],
  ])('%s', async (_when, call) => {
    const answer = askGateway({ log }, call)
    await vi.advanceTimersByTimeAsync(10)
    expect(await answer).toEqual({ outcome: 'unknown' })
    expect(warnings).toEqual(['the gateway broke off: its answer is unknown'])
  })

  test('when nobody waits any more, no error is left unheard', async () => {
    const answer = askGateway({ log }, after(20_000, new Error('gateway timeout')))
    await vi.advanceTimersByTimeAsync(30_000)
    expect(await answer).toEqual({ outcome: 'unknown' })
  })
})
