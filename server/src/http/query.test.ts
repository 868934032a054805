import { Type } from 'typebox'
import { describe, expect, test } from 'vitest'
import { Problem } from '../problem/problem.ts'
import { queryReader } from './query.ts'

const schema = Type.Object(
  {
    includeOptions: Type.Optional(Type.Boolean()),
    orderId: Type.Optional(Type.Integer()),
    'date.from': Type.Optional(Type.String({ format: 'date-time' })),
    status: Type.Optional(Type.Enum(['valid', 'blocked'])),
    name: Type.Optional(Type.String()),
    ids: Type.Optional(Type.Array(Type.Integer())),
    names: Type.Optional(Type.Array(Type.String())),
    tags: Type.Optional(Type.Record(Type.String(), Type.Array(Type.String()))),
  },
  { additionalProperties: false },
)
const read = queryReader(schema, 'Europe/Paris')

function refusal(search: string): Problem {
  try {
    read(search)
  } catch (error) {
    if (error instanceof Problem) return error
    throw error
  }
  throw new Error(`"${search}" was not refused`)
}

describe('a query', () => {
  test.each([
    ['', {}],
    ['&&', {}],
    ['includeOptions=true&orderId=12', { includeOptions: true, orderId: 12 }],
    ['includeOptions=False', { includeOptions: false }],
    ['orderId=-3', { orderId: -3 }],
    ['status=valid', { status: 'valid' }],
    ['name=a+b%2Bc', { name: 'a b+c' }],
    ['name=', { name: '' }],
    ['name=%C3%A9', { name: 'é' }],
    ['tags=%7B%22a%22%3A%5B%22b%22%5D%7D', { tags: { a: ['b'] } }],
  ])('%s reads as %j', (search, values) => {
    expect(read(search)).toEqual(values)
  })

  test.each([
    ['null is how python-ovh says None', 'orderId=null&name=null', {}],
    ['a repeated key, by node-ovh', 'ids=1&ids=2', { ids: [1, 2] }],
    ['the text of a list, by python-ovh', 'ids=%5B1%2C+2%5D', { ids: [1, 2] }],
    ['the text of a list of texts', "names=%5B'a'%2C+%22b%22%5D", { names: ['a', 'b'] }],
    ['the text of an empty list', 'ids=[]', { ids: [] }],
    ['one value of a list', 'ids=7', { ids: [7] }],
  ])('%s', (_why, search, values) => {
    expect(read(search)).toEqual(values)
  })

  test.each([
    ['2026-11-22T10:00:00%2B01:00', '2026-11-22T09:00:00Z'],
    ['2026-11-22T10:00:00+01:00', '2026-11-22T09:00:00Z'],
    ['2026-11-22T10:00:00Z', '2026-11-22T10:00:00Z'],
    ['2026-11-22T10:00:00.25Z', '2026-11-22T10:00:00.25Z'],
    ['2026-07-22T10:00:00', '2026-07-22T08:00:00Z'],
    ['2026-11-22', '2026-11-21T23:00:00Z'],
  ])('date.from=%s is %s', (text, instant) => {
    expect(read(`date.from=${text}`)).toEqual({ 'date.from': instant })
  })

  test.each([
    ['unknown=1', 'UNKNOWN_FIELD', 'unknown'],
    ['__proto__=1', 'UNKNOWN_FIELD', '__proto__'],
    ['constructor=1', 'UNKNOWN_FIELD', 'constructor'],
    ['unknown=null', 'UNKNOWN_FIELD', 'unknown'],
    ['includeOptions=yes', 'INVALID_PARAMETER', 'includeOptions'],
    ['includeOptions=', 'INVALID_PARAMETER', 'includeOptions'],
    ['orderId=1.5', 'INVALID_PARAMETER', 'orderId'],
    ['orderId=99999999999999999', 'INVALID_PARAMETER', 'orderId'],
    ['orderId=1&orderId=2', 'INVALID_PARAMETER', 'orderId'],
    ['ids=1&ids=x', 'INVALID_PARAMETER', 'ids'],
    ['status=other', 'INVALID_PARAMETER', 'status'],
    ['date.from=yesterday', 'INVALID_PARAMETER', 'date.from'],
    ['date.from=2026-02-30', 'INVALID_PARAMETER', 'date.from'],
    ['date.from=0001-01-01', 'INVALID_PARAMETER', 'date.from'],
    ['name=%00', 'INVALID_PARAMETER', 'name'],
    ['tags=x', 'INVALID_PARAMETER', 'tags'],
  ])('%s is refused: %s names %s', (search, code, field) => {
    const problem = refusal(search)
    expect(problem.code).toBe(code)
    expect(problem.details.field).toBe(field)
    expect(problem.message).toContain(field)
  })

  test('that is not well percent-encoded is refused', () => {
    expect(refusal('name=%zz').code).toBe('BAD_REQUEST')
    expect(refusal('%=1').code).toBe('BAD_REQUEST')
  })
})
