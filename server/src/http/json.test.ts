import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { Problem } from '../problem/problem.ts'
import { parseJson } from './json.ts'

function problemOf(body: string | Uint8Array): Problem {
  try {
    parseJson(Buffer.from(body))
  } catch (error) {
    if (error instanceof Problem) return error
  }
  throw new Error('no Problem was thrown')
}

describe('a JSON body', () => {
  test('is read as what it says', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        expect(parseJson(Buffer.from(JSON.stringify(value)))).toEqual(JSON.parse(JSON.stringify(value)))
      }),
    )
  })

  test.each(['', '  \r\n\t'])('that is empty (%j) is no error', (body) => {
    expect(parseJson(Buffer.from(body))).toBeUndefined()
  })

  test.each([
    ['abc', 0],
    ['{"a":b}', 5],
    ['{"a":1,}', 7],
    ['{"a"', 4],
    ['[1 2]', 3],
    ['{"a":tr', 7],
    ['"abc', 4],
    ['{"a":1}x', 7],
    [`[${'1,'.repeat(1000)}?]`, 2001],
  ])('%s breaks at position %i', (body, position) => {
    const problem = problemOf(body)
    expect(problem.code).toBe('MALFORMED_JSON')
    expect(problem.details).toEqual({ position: String(position) })
    expect(problem.message).toMatch(new RegExp(`^The body is no JSON: [A-Z].+[^ ] at position ${position}$`))
  })

  test('is not repeated in the message: it may hold a secret', () => {
    expect(problemOf('{"password": hunter2}').message).not.toContain('hunter2')
    expect(problemOf('hunter2').message).not.toContain('hunter2')
  })

  test('must be UTF-8', () => {
    expect(problemOf(Uint8Array.from([0x22, 0xff, 0x22])).message).toContain('UTF-8')
  })
})
