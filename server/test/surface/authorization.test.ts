import { checkAnswer } from '@odnowa/contract/conformance.ts'
import { asJson } from '@odnowa/contract/json-schema.ts'
import { type Operation, operationKey } from '@odnowa/contract/operation.ts'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Call, CallOptions, TestAnswer } from '../client.ts'
import { type Callers, openCallers } from './credentials.ts'
import { unknownIds } from './known.ts'
import { sampleFields } from './sample.ts'
import { bindings, mounted, openSurface, type Params, pathOf, queryOf, type Surface } from './surface.ts'

let surface: Surface
let callers: Callers
beforeAll(async () => {
  surface = await openSurface()
  callers = await openCallers(surface.server)
})
afterAll(() => surface?.server.close())

const closed = mounted.filter(({ noAuthentication }) => !noAuthentication)
const named = (operations: readonly Operation[]) => operations.map((each) => [operationKey(each), each] as const)

/** A path that the account may call; the ids in it need not be there, since nobody gets that far. */
function anyPath(operation: Operation): string {
  return pathOf(operation, Object.fromEntries(Object.keys(operation.pathParameters).map((name) => [name, '1'])))
}

async function ask(by: Call, { method }: Operation, path: string, options: CallOptions = {}): Promise<TestAnswer> {
  const answer = await by(method, path, options)
  expect(checkAnswer(`${method} ${path}`, answer.status, answer.body)).toEqual([])
  return answer
}

const told = ({ status, body }: TestAnswer) => [status, body.errorCode]

describe('who may not', () => {
  test.each(named(closed))('call %s is told why', async (_key, operation) => {
    const path = anyPath(operation)
    const refused = async (by: Call, options: CallOptions = {}) => told(await ask(by, operation, path, options))
    const unknown = { unsigned: true, headers: { authorization: 'Bearer of-nobody' } }
    expect({
      nobody: await refused(surface.call, { unsigned: true }),
      unknownToken: await refused(surface.call, unknown),
      pending: await refused(callers.pending),
      refused: await refused(callers.refused),
      expired: await refused(callers.expired),
      otherMethods: await refused(callers.allBut[operation.method]),
      otherPaths: await refused(callers.elsewhere),
    }).toEqual({
      nobody: [401, 'UNAUTHORIZED'],
      unknownToken: [401, 'UNAUTHORIZED'],
      pending: [403, 'INVALID_CREDENTIAL'],
      refused: [403, 'INVALID_CREDENTIAL'],
      expired: [403, 'INVALID_CREDENTIAL'],
      otherMethods: [403, 'NOT_GRANTED_CALL'],
      otherPaths: [403, 'NOT_GRANTED_CALL'],
    })
  })

  test('is told in the header, too, that a login is wanted, and which rule is missing', async () => {
    const nobody = await surface.call('GET', '/me', { unsigned: true })
    expect(nobody.headers['www-authenticate']).toBe('Bearer realm="odnowa"')
    const other = await callers.allBut.GET('GET', '/me')
    expect([other.body.class, other.body.details]).toEqual(['Client::Forbidden', { method: 'GET', path: '/me' }])
  })
})

/** What comes after the rights is the form: whoever is refused for that was let in. */
const letIn = [400, 'UNKNOWN_FIELD']

describe('who may', () => {
  test.each(named(closed))('call %s is let in by its rule or by a bearer token', async (_key, operation) => {
    const path = `${anyPath(operation)}?noSuchParameter=1`
    expect(told(await ask(callers.only[operation.method], operation, path))).toEqual(letIn)
    const bearer = { unsigned: true, headers: callers.bearer }
    expect(told(await ask(surface.call, operation, path, bearer))).toEqual(letIn)
  })

  /** They tell of the credential itself. */
  const ofTheCredential = ['/auth/currentCredential', '/auth/details']
  const lists = closed.filter(({ method, path }) => method === 'GET' && !path.includes('{'))

  test.each(
    named(lists.filter(({ path }) => !ofTheCredential.includes(path))),
  )('call %s gets the same by keys and by a bearer token', async (_key, operation) => {
    const path = operation.path + queryOf(operation, 'required')
    const byKeys = await ask(surface.call, operation, path)
    const byToken = await ask(surface.call, operation, path, { unsigned: true, headers: callers.bearer })
    expect(byToken.body).toEqual(byKeys.body)
  })
})

/** Whether each name of a path is in a list of the caller's own: some names are everybody's, such as that of the prepaid account. */
async function isOwn(by: Call, { path }: Operation, params: Params): Promise<boolean> {
  let reached = ''
  for (const segment of path.slice(1).split('/')) {
    const name = /^\{(.*)\}$/.exec(segment)?.[1]
    const value = name === undefined ? segment : (params[name] ?? '')
    if (name !== undefined) {
      const { status, body } = await by('GET', reached)
      if (status !== 200 || !Array.isArray(body) || !body.map(String).includes(value)) return false
    }
    reached += `/${encodeURIComponent(value)}`
  }
  return true
}

/** How many objects of each kind a stranger asks for. */
const mostAsked = 3

test.each(
  named(closed.filter(({ pathParameters }) => Object.keys(pathParameters).length > 0)),
)('%s knows nothing of what is of another account', async (key, operation) => {
  const body = operation.body === null ? undefined : sampleFields(asJson(operation.body), 'all')
  const asked = []
  for await (const params of bindings(surface, operation)) {
    if (await isOwn(callers.stranger, operation, params)) continue
    const path = pathOf(operation, params) + queryOf(operation, 'required')
    asked.push(path)
    const answer = await ask(callers.stranger, operation, path, { body })
    expect(answer.status, `${path} ${JSON.stringify(answer.body)}`).toBe(unknownIds[key] ?? 404)
    if (asked.length === mostAsked) break
  }
  expect(asked.length + (sharedNames.test(key) ? 1 : 0)).toBeGreaterThan(0)
})

/** What every account has, under the same name. */
const sharedNames = /^\w+ \/me\/(ovhAccount|credit\/balance)\/\{\w+\}(\/\w+)?$/
