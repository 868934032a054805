import { expect, test } from 'vitest'
import { errors } from './errors.ts'

test.each(
  Object.entries(errors),
)('%s has a status of errors and a class that says whose fault it is', (code, entry) => {
  expect(code).toMatch(/^[A-Z][A-Z0-9_]*$/)
  expect(entry.class).toMatch(entry.status < 500 ? /^Client::[A-Z][A-Za-z]+$/ : /^Server::[A-Z][A-Za-z]+$/)
  expect(entry.status).toBeGreaterThanOrEqual(400)
  expect(entry.status).toBeLessThan(600)
})

/** python-ovh and go-ovh make their typed errors of these (ovh-api.md 1.5, 1.6). */
test.each([
  ['INVALID_SIGNATURE', 400],
  ['QUERY_TIME_OUT', 400],
  ['INVALID_KEY', 403],
  ['NOT_CREDENTIAL', 403],
  ['INVALID_CREDENTIAL', 403],
  ['NOT_GRANTED_CALL', 403],
  ['FORBIDDEN', 403],
] as const)('%s is %i, as OVH has it', (code, status) => {
  expect(errors[code].status).toBe(status)
})
