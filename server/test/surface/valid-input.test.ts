import { checkAnswer } from '@odnowa/contract/conformance.ts'
import { type Operation, operationKey } from '@odnowa/contract/operation.ts'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { refusals } from './known.ts'
import { bindings, bodyOf, mounted, openSurface, pathOf, queryOf, type Surface } from './surface.ts'

let surface: Surface
beforeAll(async () => {
  surface = await openSurface()
})
afterAll(() => surface?.server.close())

/** What changes least comes first, so that everything still has something to be tried on. */
function wear({ method, path }: Operation): number {
  if (path.endsWith('/logout')) return 6
  if (/\/(confirmTermination|confirm)$/.test(path)) return 5
  if (path.endsWith('/terminate')) return 4
  // a means that is mended or made the default collects what is owed
  if (/\/debt.*\/pay$/.test(path)) return 0.5
  return { GET: 0, PUT: 1, POST: 2, DELETE: 3 }[method]
}

/** Of what ends something the deepest path first: what is under it is gone with it. */
function depth(operation: Operation): number {
  return wear(operation) < 3 ? 0 : operation.path.split('/').length
}

const inOrder = [...mounted].sort((left, right) => wear(left) - wear(right) || depth(right) - depth(left))

/** Enough for every order and service of the account. */
const mostTries = 150

test.each(
  inOrder.map((operation) => [operationKey(operation), operation] as const),
)('%s answers valid input as the contract says', async (_key, operation) => {
  await succeed(operation, 'all')
  if (operation.method === 'GET') return
  surface.forget()
  if (operation.method === 'PUT') await succeed(operation, 'required')
})

/** Calls with valid input until one call succeeds: another order may be paid already. Every refusal has to be a coded one. */
async function succeed(operation: Operation, which: 'all' | 'required'): Promise<void> {
  const refused = new Map<string, string>()
  let tries = 0
  for await (const params of bindings(surface, operation)) {
    const path = pathOf(operation, params)
    const body = await bodyOf(surface, operation, params, which)
    const answer = await surface.call(operation.method, path + queryOf(operation, which), { body })
    expect(checkAnswer(`${operation.method} ${path}`, answer.status, answer.body)).toEqual([])
    if (answer.status < 300) return
    refused.set(answer.body.errorCode, `${path}: ${answer.status} ${answer.body.message}`)
    if (++tries === mostTries) break
  }
  const known = refusals[operationKey(operation)] ?? []
  if (refused.size > 0 && [...refused.keys()].every((code) => known.includes(code))) return
  throw new Error(`no valid call succeeded in ${tries} tries:\n${[...refused.values()].join('\n')}`)
}
