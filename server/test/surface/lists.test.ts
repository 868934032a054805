import { checkAnswer } from '@odnowa/contract/conformance.ts'
import { asJson } from '@odnowa/contract/json-schema.ts'
import { isItemOf, type Operation, operationKey } from '@odnowa/contract/operation.ts'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { operations } from '../../src/http/customer/operations.ts'
import { bindings, mounted, openSurface, type Params, pathOf, queryOf, type Surface } from './surface.ts'

let surface: Surface
beforeAll(async () => {
  surface = await openSurface()
})
afterAll(() => surface?.server.close())

const reads = mounted.filter(({ method }) => method === 'GET')
const lists = reads.filter(({ response }) => asJson(response).type === 'array')
const named = (operations: readonly Operation[]) => operations.map((each) => [operationKey(each), each] as const)

/** The longest of a few lists of a kind: of one element there is no second page. */
async function longest(
  operation: Operation,
): Promise<{ readonly path: string; readonly elements: readonly unknown[] }> {
  let best = { path: '', elements: [] as readonly unknown[] }
  let tries = 0
  for await (const params of bindings(surface, operation)) {
    const path = pathOf(operation, params) + queryOf(operation, 'required')
    const { status, body } = await surface.call('GET', path)
    if (status === 200 && (best.path === '' || body.length > best.elements.length)) best = { path, elements: body }
    if (++tries === 30 || best.elements.length > 2) break
  }
  return best
}

test.each(named(lists))('%s is answered by pages', async (_key, operation) => {
  const { path, elements } = await longest(operation)
  const hasItem = reads.some((read) => isItemOf(read, operation))
  const page = async (size: number, number: number) => {
    const headers = {
      ...{ 'x-pagination-mode': 'CachedObjectList-Pages' },
      ...{ 'x-pagination-size': String(size), 'x-pagination-number': String(number) },
    }
    const answer = await surface.call('GET', path, { headers })
    expect(answer.status, JSON.stringify(answer.body)).toBe(200)
    const shape = hasItem ? 'objects' : 'plain'
    expect(checkAnswer(`GET ${path}`, answer.status, answer.body, shape)).toEqual([])
    expect(answer.headers['x-pagination-elements']).toBe(String(elements.length))
    return answer.body as unknown[]
  }
  const whole = await page(1000, 1)
  // an object that answers 460 is left out of its page
  expect(whole.length).toBeLessThanOrEqual(elements.length)
  if (!hasItem) expect(whole).toEqual(elements)
  const parts = [await page(2, 1), await page(2, 2), await page(2, 1 + Math.ceil(elements.length / 2))]
  expect(parts[2]).toEqual([])
  expect([...(parts[0] ?? []), ...(parts[1] ?? [])]).toEqual(
    whole.length === elements.length ? whole.slice(0, 4) : expect.any(Array),
  )
})

/** Lists of a handful: an account has one balance of each kind. */
const short = ['/me/credit/balance', '/me/order/{orderId}/balance', '/me/ovhAccount']

test('the objects behind a list are read together', () => {
  const one = operations.filter(({ contract, many }) => contract.method === 'GET' && many === null)
  const alone = lists.filter((list) => one.some(({ contract }) => isItemOf(contract, list)))
  expect(alone.map(({ path }) => path).filter((path) => !short.includes(path))).toEqual([])
})

/** The paths of a few objects whose names differ in the last parameter alone. */
async function siblings(operation: Operation): Promise<readonly Params[]> {
  const last = Object.keys(operation.pathParameters).at(-1) ?? ''
  const found: Params[] = []
  for await (const params of bindings(surface, operation)) {
    const [first] = found
    const isSibling = !first || Object.entries(params).every(([name, value]) => name === last || first[name] === value)
    if (isSibling) found.push(params)
    if (found.length === 3 || !isSibling) break
  }
  return found
}

test.each(
  named(reads.filter(({ pathParameters }) => Object.keys(pathParameters).length > 0)),
)('%s answers several at once as it answers each', async (_key, operation) => {
  const last = Object.keys(operation.pathParameters).at(-1) ?? ''
  const found = await siblings(operation)
  const ids = found.map((params) => params[last] ?? '')
  const query = queryOf(operation, 'required')
  const path = pathOf(operation, { ...found[0], [last]: ids.join('|') }) + query
  const batch = await surface.call('GET', path, { headers: { 'x-ovh-batch': '|' } })
  expect(checkAnswer(`GET ${path}`, batch.status, batch.body, 'batch')).toEqual([])
  const each = await Promise.all(found.map((params) => surface.call('GET', pathOf(operation, params) + query)))
  expect(batch.body).toEqual(
    each.map(({ status, body }, index) => ({
      key: ids[index],
      value: status === 200 ? body : null,
      error: status === 200 ? null : expect.objectContaining({ errorCode: body.errorCode }),
    })),
  )
})
