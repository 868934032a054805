import { describe, expect, test } from 'vitest'
import { clientOf, failureOf } from '../test/client.ts'
import type { Reply, Seen } from '../test/fake-server.ts'
import { callMany, listObjects } from './many.ts'

const service = (id: number) => ({ serviceId: id })
const range = (count: number) => Array.from({ length: count }, (_none, index) => index + 1)
const lastSegment = ({ url }: Seen) => decodeURIComponent(new URL(url).pathname.split('/').at(-1) ?? '')
const gone: Reply = { status: 404, body: { class: 'Client::NotFound', message: 'gone' } }

/** One by one; what is no number is not found, as by a server that does not know batches. */
const single = (request: Seen): Reply => {
  const id = Number(lastSegment(request))
  return Number.isInteger(id) && id < 900 ? { body: service(id) } : gone
}

const row = (key: string) =>
  Number(key) < 900
    ? { key, value: service(Number(key)), error: null }
    : {
        key,
        value: null,
        error: { class: 'Client::NotFound', errorCode: 'NOT_FOUND', httpCode: '404 Not Found', message: 'gone' },
      }

const batch = (request: Seen): Reply => {
  const separator = request.headers.get('x-ovh-batch')
  return separator === null ? single(request) : { body: lastSegment(request).split(separator).map(row) }
}

async function collect<Value>(values: AsyncIterable<Value>): Promise<Value[]> {
  const all: Value[] = []
  for await (const value of values) all.push(value)
  return all
}

const told = (one: { id: unknown; value?: unknown; error?: { code: string } }) => [one.id, one.error?.code ?? one.value]

describe('callMany', () => {
  test('reads 50 ids a request, in their order, twice what is named twice', async () => {
    const { client, server } = clientOf(batch)
    const ids = [7, 7, ...range(120).reverse()]
    const progress: number[] = []
    const onProgress = (done: number, total: number) => progress.push(done, total)
    const all = await collect(callMany(client, 'GET /services/{serviceId}', { ids, onProgress }))
    expect(all).toEqual(ids.map((id) => ({ id, value: service(id) })))
    expect(server.seen).toHaveLength(3)
    expect(progress).toEqual([50, 122, 100, 122, 122, 122])
  })

  test('gives the error of an id beside the others, read in a batch or alone', async () => {
    for (const reply of [batch, single]) {
      const { client } = clientOf(reply)
      const all = await collect(callMany(client, 'GET /services/{serviceId}', { ids: [1, 999, 2] }))
      expect(all.map(told).map(([id, what]) => [id, typeof what === 'string' ? what : 'read'])).toEqual([
        [1, 'read'],
        [999, 'NOT_FOUND'],
        [2, 'read'],
      ])
      expect(all[1]).toMatchObject({ error: { name: 'NotFoundError', status: 404, path: '/services/999' } })
    }
  })

  test('asks a server that does no batches once, then one by one', async () => {
    const { client, server } = clientOf(single)
    await collect(callMany(client, 'GET /services/{serviceId}', { ids: range(60) }))
    await collect(callMany(client, 'GET /services/{serviceId}', { ids: range(5) }))
    expect(server.seen.filter(({ headers }) => headers.has('x-ovh-batch'))).toHaveLength(1)
    expect(server.seen).toHaveLength(1 + 60 + 5)
  })

  test.each<[string, unknown]>([
    ['one object', service(1)],
    ['rows of other ids', [row('8'), row('9')]],
    ['too few rows', [row('1')]],
    ['no rows', [1, 2]],
  ])('does not take %s for the answer to a batch', async (_what, answer) => {
    const { client } = clientOf((request) => (request.headers.has('x-ovh-batch') ? { body: answer } : single(request)))
    const all = await collect(callMany(client, 'GET /services/{serviceId}', { ids: [1, 2] }))
    expect(all).toEqual([1, 2].map((id) => ({ id, value: service(id) })))
  })

  test('takes rows without keys in the order of the ids', async () => {
    const { client } = clientOf(() => ({ body: [{ value: service(1) }, { error: 'broken' }] }))
    const [first, second] = await collect(callMany(client, 'GET /services/{serviceId}', { ids: [1, 2] }))
    expect(first).toEqual({ id: 1, value: service(1) })
    expect(second).toMatchObject({ id: 2, error: { status: 400 } })
  })

  test('reads one by one what a batch fails at, and goes on in batches', async () => {
    const { client, server } = clientOf((request) =>
      lastSegment(request).split(',').length > 1 && lastSegment(request).split(',').includes('60')
        ? { status: 500, body: {} }
        : batch(request),
    )
    const all = await collect(callMany(client, 'GET /services/{serviceId}', { ids: range(150) }))
    expect(all.every((one) => 'value' in one)).toBe(true)
    expect(server.seen).toHaveLength(3 + 50)
  })

  test('takes a separator that is in none of the ids, and short URLs', async () => {
    const ids = ['a,b', 'c', ...range(60).map((number) => `${'long-name-'.repeat(20)}${number}`)]
    const { client, server } = clientOf((request) => ({
      body: lastSegment(request)
        .split(request.headers.get('x-ovh-batch') ?? '')
        .map((key) => ({ key, value: key })),
    }))
    const all = await collect(callMany(client, 'GET /vps/{serviceName}', { ids }))
    expect(all).toEqual(ids.map((id) => ({ id, value: id })))
    expect(server.seen[0]?.headers.get('x-ovh-batch')).toBe(';')
    expect(Math.max(...server.seen.map(({ url }) => url.length))).toBeLessThan(3_200)
  })

  test('fills the other parameters, and reads at most `concurrency` at once', async () => {
    let open = 0
    let most = 0
    const { client, server } = clientOf(
      async (request) => {
        most = Math.max(most, ++open)
        await new Promise((resolve) => setTimeout(resolve, 2))
        open -= 1
        return single(request)
      },
      { concurrency: 3 },
    )
    const options = { params: { orderId: 5 }, ids: range(30) }
    await collect(callMany(client, 'GET /me/order/{orderId}/details/{orderDetailId}', options))
    expect(server.seen.at(-1)?.url).toContain('/me/order/5/details/')
    expect(most).toBe(3)
  })

  test('stops where it must: nobody will be let in, or nobody reads any more', async () => {
    const { client } = clientOf(() => ({ status: 401, body: {} }))
    const failure = failureOf(collect(callMany(client, 'GET /services/{serviceId}', { ids: range(200) })))
    expect(await failure).toMatchObject({ name: 'UnauthorizedError' })
    const { client: other, server } = clientOf(single, { concurrency: 2 })
    for await (const _one of callMany(other, 'GET /services/{serviceId}', { ids: range(500) })) break
    await new Promise((resolve) => setTimeout(resolve, 20))
    expect(server.seen.length).toBeLessThan(10)
  })

  test('ends with the reason of its signal', async () => {
    const stop = new AbortController()
    const { client } = clientOf(async (request) => {
      if (lastSegment(request).startsWith('51')) stop.abort(new Error('enough'))
      return batch(request)
    })
    const options = { ids: range(500), signal: stop.signal }
    expect(await failureOf(collect(callMany(client, 'GET /services/{serviceId}', options)))).toMatchObject({
      message: 'enough',
    })
  })

  test('of nothing asks nothing', async () => {
    const { client, server } = clientOf(batch)
    expect(await collect(callMany(client, 'GET /services/{serviceId}', { ids: [] }))).toEqual([])
    expect(server.seen).toEqual([])
  })
})

describe('listObjects', () => {
  const total = 450

  /** A server with pages of objects, which tells how many there are when `counts`. */
  const paging =
    (counts: boolean) =>
    ({ url, headers }: Seen): Reply => {
      const size = Number(headers.get('x-pagination-size'))
      const number = Number(headers.get('x-pagination-number'))
      if (!url.includes('/services')) return gone
      const body = range(total)
        .slice((number - 1) * size, number * size)
        .map(service)
      return { body, ...(counts ? { headers: { 'X-Pagination-Elements': String(total) } } : {}) }
    }

  test.each([
    ['how many there are', true, 3],
    ['nothing of it, until a page is empty', false, 4],
  ])('reads the pages of a server that tells %s', async (_what, counts, requests) => {
    const { client, server } = clientOf(paging(counts))
    const progress: number[] = []
    const options = { onProgress: (done: number) => progress.push(done) }
    const all = await collect(listObjects(client, 'GET /services', 'GET /services/{serviceId}', options))
    expect(all).toEqual(range(total).map(service))
    expect(server.seen).toHaveLength(requests)
    expect(server.seen[0]?.headers.get('x-pagination-mode')).toBe('CachedObjectList-Pages')
    expect(progress).toEqual([200, 400, 450])
  })

  test.each<[string, (request: Seen) => Reply]>([
    ['answers ids in spite of the headers', () => ({ body: range(120) })],
    [
      'refuses to page',
      ({ headers }) => (headers.has('x-pagination-mode') ? { status: 400, body: {} } : { body: range(120) }),
    ],
    [
      'cuts the ids into pages',
      ({ headers }) =>
        headers.has('x-pagination-mode')
          ? { body: range(50), headers: { 'X-Pagination-Elements': '120' } }
          : { body: range(120) },
    ],
  ])('reads the ids and then the objects where the server %s', async (_what, list) => {
    const { client } = clientOf((request) => (request.url.endsWith('/services') ? list(request) : batch(request)))
    const all = await collect(listObjects(client, 'GET /services', 'GET /services/{serviceId}'))
    expect(all).toEqual(range(120).map(service))
  })

  test.each([[null], [{ services: [] }], ['none']])('names what is no list: %j', async (body) => {
    const { client } = clientOf(() => ({ body }))
    expect(await failureOf(collect(listObjects(client, 'GET /services', 'GET /services/{serviceId}')))).toMatchObject({
      code: 'INVALID_ANSWER',
      message: 'GET /services: the answer is no list: is the endpoint an API?',
    })
  })

  test.each(['many', '-1', '1e99', '99999999999'])('reads to the end where the count is %s', async (count) => {
    const { client } = clientOf((request) => ({
      ...paging(false)(request),
      headers: { 'X-Pagination-Elements': count },
    }))
    expect(await collect(listObjects(client, 'GET /services', 'GET /services/{serviceId}'))).toHaveLength(total)
  })

  test('ends at a server that gives its whole list as every page', async () => {
    const { client, server } = clientOf(() => ({ body: [service(1), service(2)] }))
    const all = await collect(listObjects(client, 'GET /services', 'GET /services/{serviceId}'))
    expect([all, server.seen.length]).toEqual([[service(1), service(2)], 2])
  })

  test('leaves out what has gone meanwhile, and passes on what else went wrong', async () => {
    const list = (ids: number[]) => (request: Seen) =>
      request.url.endsWith('/services') ? { body: ids } : single(request)
    const { client } = clientOf(list([1, 999, 2]))
    expect(await collect(listObjects(client, 'GET /services', 'GET /services/{serviceId}'))).toEqual(
      [1, 2].map(service),
    )
    const { client: refused } = clientOf((request) =>
      request.url.endsWith('/services') ? { body: [1, 2] } : { status: 403, body: {} },
    )
    const failure = failureOf(collect(listObjects(refused, 'GET /services', 'GET /services/{serviceId}')))
    expect(await failure).toMatchObject({ name: 'ForbiddenError' })
  })

  test('asks with the filters of the list', async () => {
    const { client, server } = clientOf(() => ({ body: [] }))
    const query = { 'date.from': '2026-01-01T00:00:00Z' }
    expect(await collect(listObjects(client, 'GET /me/order', 'GET /me/order/{orderId}', { query }))).toEqual([])
    expect(server.seen.map(({ url }) => new URL(url).search)).toEqual(['?date.from=2026-01-01T00%3A00%3A00Z'])
  })
})
