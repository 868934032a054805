import { expect, test } from 'vitest'
import { Problem } from '../problem/problem.ts'
import { rateLimit } from './rate-limit.ts'

const start = Temporal.Instant.from('2026-11-22T10:00:00Z')
const after = (seconds: number) => start.add({ milliseconds: Math.round(seconds * 1000) })

function refusal(count: () => void): Problem | null {
  try {
    count()
    return null
  } catch (error) {
    if (error instanceof Problem) return error
    throw error
  }
}

test('a credential may send so many requests a minute, and is told when to come back', () => {
  const count = rateLimit(3)
  for (let request = 0; request < 3; request++) count('1', after(request))
  const refused = refusal(() => count('1', after(20.5)))
  expect(refused?.code).toBe('TOO_MANY_REQUESTS')
  expect(refused?.details).toEqual({ retryAfter: '40' })
  expect(refusal(() => count('1', after(59.9)))?.details.retryAfter).toBe('1')
  expect(refusal(() => count('1', after(60)))).toBeNull()
})

test('credentials do not share a limit', () => {
  const count = rateLimit(1)
  count('1', start)
  expect(refusal(() => count('2', start))).toBeNull()
  expect(refusal(() => count('1', start))?.code).toBe('TOO_MANY_REQUESTS')
})

test('a limit of 0 is none', () => {
  const count = rateLimit(0)
  for (let request = 0; request < 1000; request++) count('1', start)
})
