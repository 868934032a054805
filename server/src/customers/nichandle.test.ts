import { expect, test } from 'vitest'
import { newNichandle, parseNichandle } from './nichandle.ts'

test.each([
  ['Maria', 'Dupont', /^md\d{8}-ovh$/],
  ['Élise', 'Żak', /^ez\d{8}-ovh$/],
  ['李', '', /^xx\d{8}-ovh$/],
])('%s %s gets initials, a number and -ovh', (firstname, name, shape) => {
  const made = newNichandle(firstname, name)
  expect(made).toMatch(shape)
  expect(parseNichandle(made)).toBe(made)
})

test.each([
  'AB12345-ovh',
  'a1-ovh',
  'ab-ovh',
  'ab123456789-ovh',
  'ab12345',
  'abcd1-ovh',
  ' ab1-ovh',
])('%s is none', (text) => {
  expect(() => parseNichandle(text)).toThrow(expect.objectContaining({ code: 'INVALID_PARAMETER' }))
})
