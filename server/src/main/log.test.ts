import { expect, test } from 'vitest'
import { logTo } from './log.ts'
import { strikeSecrets } from './strike-secrets.ts'

const logged = (facts: Readonly<Record<string, unknown>>): Record<string, unknown> => {
  const lines: string[] = []
  logTo('info', { write: (line) => lines.push(line) }).info(facts, 'said')
  return JSON.parse(lines.join(''))
}

test('a line is an object with its facts and its words', () => {
  expect(logged({ run: 'r1', done: 3 })).toMatchObject({ run: 'r1', done: 3, msg: 'said' })
})

test.each([
  [{ token: 'hunter2' }],
  [{ headers: { authorization: 'hunter2' } }],
  [{ request: { headers: { 'x-ovh-consumer': 'hunter2' } } }],
  [{ means: [{ iban: 'hunter2' }] }],
])('a secret under its usual name is struck out: %j', (facts) => {
  const text = JSON.stringify(logged(facts))
  expect(text).toContain('[secret]')
  expect(text).not.toContain('hunter2')
  expect(JSON.stringify(facts)).toContain('hunter2')
})

test('what stands beside a secret keeps its form', () => {
  expect(logged({ means: [{ id: 1, iban: 'hunter2' }] })).toMatchObject({ means: [{ id: 1, iban: '[secret]' }] })
})

test('facts without secrets are not copied', () => {
  const facts = { queryId: 'q', inner: { service: 1 } }
  expect(strikeSecrets(facts)).toBe(facts)
})

test('an error is told by its words, without what libraries hang onto it', () => {
  const error = Object.assign(new Error('it broke'), { code: 'E1', statement: { values: ['hunter2'] } })
  const { error: told } = logged({ error })
  expect(told).toMatchObject({ message: 'it broke', code: 'E1' })
  expect(JSON.stringify(told)).not.toContain('hunter2')
})
