import { expect, test } from 'vitest'
import { serverClock } from './server-clock.ts'

test('the difference of the clocks is learned once, and again when it is forgotten', async () => {
  const ours = { milliseconds: 1_000_999 }
  const answers = [1_500, 2_500]
  let asked = 0
  const clock = serverClock(
    async () => answers[asked++] ?? 0,
    () => ours.milliseconds,
  )
  expect(await Promise.all([clock.timestamp(), clock.timestamp()])).toEqual(['1500', '1500'])
  ours.milliseconds += 60_000
  expect(await clock.timestamp()).toBe('1560')
  expect(asked).toBe(1)
  clock.forget()
  expect(await clock.timestamp()).toBe('2500')
})

test('a server that did not answer is asked again', async () => {
  let asked = 0
  const clock = serverClock(
    async () => {
      asked += 1
      if (asked === 1) throw new Error('away')
      return 7
    },
    () => 0,
  )
  await expect(clock.timestamp()).rejects.toThrow('away')
  expect(await clock.timestamp()).toBe('7')
})
