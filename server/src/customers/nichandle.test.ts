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

test.each(['ab1-ovh', 'acme', 'load-0001', 'jan.kowalski-ovh', '123', 'a'.repeat(64)])('%s is one', (text) => {
  expect(parseNichandle(text)).toBe(text)
})

test.each([
  'AB12345-ovh',
  'ab',
  '',
  'a'.repeat(65),
  '-ab',
  'ab.',
  'a b-ovh',
  'a/b-ovh',
  'é12-ovh',
  'ab1-ovh\n',
  ' ab1-ovh',
])('%s is none', (text) => {
  expect(() => parseNichandle(text)).toThrow(expect.objectContaining({ code: 'INVALID_PARAMETER' }))
})
