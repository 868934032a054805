import { checkAnswer } from '@odnowa/contract/conformance.ts'
import { asJson } from '@odnowa/contract/json-schema.ts'
import { type Operation, operationKey } from '@odnowa/contract/operation.ts'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { TestAnswer } from '../client.ts'
import { unknownIds } from './known.ts'
import { sampleFields, spoil, spoilQuery } from './sample.ts'
import { firstBinding, mounted, openSurface, type Params, pathOf, queryOf, type Surface } from './surface.ts'

let surface: Surface
beforeAll(async () => {
  surface = await openSurface()
})
afterAll(() => surface?.server.close())

const named = (operations: readonly Operation[]) => operations.map((each) => [operationKey(each), each] as const)

/** Of what an operation needs in its path, something that there is. */
async function paramsOf(operation: Operation): Promise<Params> {
  const params = await firstBinding(surface, operation)
  if (params === null) throw new Error('the account has nothing to try it on')
  return params
}

/** An error is one of the catalogue, in its one form, with the id that the header says. */
function expectRefusal(call: string, answer: TestAnswer, status: number): void {
  expect([call, answer.status, answer.body?.message]).toEqual([call, status, expect.any(String)])
  expect(checkAnswer(call, answer.status, answer.body)).toEqual([])
  expect(answer.body.queryId).toBe(answer.headers['x-ovh-queryid'])
}

describe('a body that is wrong', () => {
  test.each(named(mounted.filter(({ body }) => body !== null)))('is refused by %s', async (_key, operation) => {
    const path = pathOf(operation, await paramsOf(operation)) + queryOf(operation, 'required')
    const schema = asJson(operation.body ?? {})
    for (const { what, field, fields, code } of spoil(schema, sampleFields(schema, 'required'))) {
      const answer = await surface.call(operation.method, path, { body: fields })
      expectRefusal(`${operation.method} ${path} ${what}`, answer, 400)
      expect([what, answer.body.message]).toEqual([what, expect.stringContaining(field)])
      expect([what, answer.body.errorCode]).toEqual([what, code ?? expect.stringMatching(/^INVALID_/)])
    }
  })

  test.each(
    named(mounted.filter(({ body, method }) => body === null && method === 'POST')),
  )('is refused by %s, which takes none', async (_key, operation) => {
    const path = pathOf(operation, await paramsOf(operation))
    const answer = await surface.call('POST', path, { body: { noSuchField: 1 } })
    expectRefusal(`POST ${path}`, answer, 400)
    expect(answer.body.errorCode).toBe('UNKNOWN_FIELD')
  })
})

test.each(
  named(mounted.filter(({ method }) => method === 'GET')),
)('%s refuses a query that is wrong', async (_key, operation) => {
  const path = pathOf(operation, await paramsOf(operation))
  const required = sampleFields(asJson(operation.query), 'required')
  for (const { field, text } of spoilQuery(asJson(operation.query))) {
    const query = new URLSearchParams({ ...(required as Record<string, string>), [field]: text })
    const answer = await surface.call('GET', `${path}?${query}`)
    expectRefusal(`GET ${path}?${query}`, answer, 400)
    expect(answer.body.message).toContain(field)
  }
})

/** For each parameter of the path one that nothing has, and, where a number is wanted, one that is none. */
function unknownParams(operation: Operation, params: Params): readonly (readonly [Params, readonly number[]])[] {
  const unknown = unknownIds[operationKey(operation)] ?? 404
  return Object.entries(params).flatMap(([name, known]): (readonly [Params, readonly number[]])[] => {
    if (!/^\d+$/.test(known)) return [[{ ...params, [name]: 'no-such-thing' }, [unknown]]]
    return [
      [{ ...params, [name]: '987654321' }, [unknown]],
      [{ ...params, [name]: 'twelve' }, [400, unknown]],
    ]
  })
}

test.each(
  named(mounted.filter(({ pathParameters }) => Object.keys(pathParameters).length > 0)),
)('%s knows nothing of an id that nothing has', async (_key, operation) => {
  const body = operation.body === null ? undefined : sampleFields(asJson(operation.body), 'all')
  for (const [params, statuses] of unknownParams(operation, await paramsOf(operation))) {
    const path = pathOf(operation, params)
    const answer = await surface.call(operation.method, path + queryOf(operation, 'required'), { body })
    expect(statuses, `${path} ${answer.body?.message}`).toContain(answer.status)
    expectRefusal(`${operation.method} ${path}`, answer, answer.status)
  }
})
