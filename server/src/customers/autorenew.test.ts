import { expect, test } from 'vitest'
import { changeAccountRenewal } from './autorenew.ts'

const before = { renewDay: 0, active: true }

test.each([
  [{ renewDay: 31 }, { renewDay: 31, active: true }],
  [{ active: false }, { renewDay: 0, active: false }],
  [
    { renewDay: 1, active: false },
    { renewDay: 1, active: false },
  ],
  [{ renewDay: 0, active: true }, null],
  [{}, null],
])('A2 %j makes of an account without a day %j', (change, after) => {
  expect(changeAccountRenewal(before, change)).toEqual(after)
})

test.each([-1, 32, 1.5])('A2 %d is no day of a month', (renewDay) => {
  expect(() => changeAccountRenewal(before, { renewDay })).toThrow(/1 to 31, or 0 for none/)
})
