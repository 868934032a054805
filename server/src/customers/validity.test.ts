import { expect, test } from 'vitest'
import { endOfValidity } from './validity.ts'

const now = Temporal.Instant.from('2027-01-31T12:00:00Z')

test.each([
  ['PT1H', '2027-01-31T13:00:00Z'],
  ['P1D', '2027-02-01T12:00:00Z'],
  ['P1M', '2027-02-28T12:00:00Z'],
  ['P1Y', '2028-01-31T12:00:00Z'],
])('%s from now ends %s', (validity, end) => {
  expect(endOfValidity(now, validity, 'validity').toString()).toBe(end)
})

test.each(['', '1 day', 'P0D', '-P1D', 'PT', 'P1000000Y', 'P99999999999999999999D'])('"%s" is none', (validity) => {
  expect(() => endOfValidity(now, validity, 'validity')).toThrow(
    expect.objectContaining({ code: 'INVALID_PARAMETER', details: { field: 'validity' } }),
  )
})
