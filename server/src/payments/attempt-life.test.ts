import { describe, expect, test } from 'vitest'
import { isOpen, moveAttempt, openStates } from './attempt-life.ts'
import type { AttemptState } from './payment.ts'

const ends = ['succeeded', 'partial', 'declined', 'failed'] as const
const states: readonly AttemptState[] = ['charging', 'pending', 'unknown', 'parked', ...ends, 'chargedBack']

/** What each state can become; what is not here is refused. */
const table: Readonly<Record<AttemptState, readonly AttemptState[]>> = {
  charging: ['pending', 'unknown', 'parked', ...ends],
  pending: ['pending', 'parked', ...ends],
  unknown: ['unknown', 'pending', 'parked', ...ends],
  parked: ['pending', ...ends],
  succeeded: ['chargedBack'],
  partial: [],
  declined: ['partial'],
  failed: ['partial'],
  chargedBack: [],
}

describe('P1, P2 the life of an attempt', () => {
  test.each(states.flatMap((from) => states.map((to) => [from, to] as const)))('%s -> %s', (from, to) => {
    if (table[from].includes(to)) expect(moveAttempt(from, to)).toBe(to)
    else expect(() => moveAttempt(from, to)).toThrow(`an attempt that is ${from} cannot become ${to}`)
  })

  test('O5 the open ones reserve, the ended ones do not', () => {
    expect(states.filter(isOpen)).toEqual(openStates)
    expect(openStates).toEqual(['charging', 'pending', 'unknown', 'parked'])
  })

  test('P3 nothing that ended can succeed: money that is reported later goes to the balance', () => {
    for (const ended of [...ends, 'chargedBack'] as const) expect(() => moveAttempt(ended, 'succeeded')).toThrow()
  })
})
