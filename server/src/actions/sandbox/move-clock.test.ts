import { afterAll, beforeAll, expect, test } from 'vitest'
import { type OperatorHouse, operatorHouse, service } from '../../../test/operator.ts'
import { isBefore } from '../../calendar/calendar.ts'
import { mainOperator as operator } from '../../operators/token.ts'
import { moveClock } from './move-clock.ts'

let house: OperatorHouse
beforeAll(async () => {
  house = await operatorHouse()
  await house.call('PUT', '/admin/tax-rates', [{ country: 'FR', rate: 20, validFrom: '2020-01-01' }])
  await house.furnish()
  await house.call('POST', '/admin/accounts/op1-ovh/payment-means', { type: 'paypal' })
  await house.call('POST', '/admin/services', service('one'))
})
afterAll(() => house.close())

test('T6 T7 a move that the end of its process cuts short stands where it came to, and the next one does the rest, once', async () => {
  const { parts, clock } = house
  const to = Temporal.Instant.from('2026-10-15T12:00:00Z')
  const stopping = new AbortController()
  const stopped = {
    ...clock,
    async standAt(instant: Temporal.Instant) {
      await clock.standAt(instant)
      if (isBefore(Temporal.Instant.from('2026-07-20T00:00:00Z'), instant)) stopping.abort()
    },
  }
  const move = moveClock({ ...parts, stopping: stopping.signal }, { operator, clock: stopped, to: () => to })
  await expect(move).rejects.toMatchObject({ code: 'UNAVAILABLE' })
  expect(isBefore(clock.now(), Temporal.Instant.from('2026-08-01T00:00:00Z'))).toBe(true)

  const { now } = await moveClock(parts, { operator, clock, to: () => to })
  expect(now).toEqual(to)
  const { body } = await house.call('GET', '/admin/events')
  const renewed = body.items.filter(({ type }: { readonly type: string }) => type === 'service.renewed')
  expect(renewed.map(({ at }: { readonly at: string }) => at.slice(0, 10))).toEqual([
    ...['2026-07-31', '2026-08-31', '2026-09-30'],
  ])
})
