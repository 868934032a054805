import type { Client, QueryValue, RawAnswer } from './client.ts'
import { BadRequestError, OdnowaError } from './errors.ts'
import { inOrder } from './in-order.ts'

/** Objects a page; Odnowa gives up to 1,000. */
const pageSize = 200

export interface Listed {
  readonly client: Client
  readonly path: string
  readonly query: object | undefined
  readonly signal: AbortSignal | undefined
}

/** A page of objects; null when the server refuses to page. */
export async function readPage(
  list: Listed,
  number: number,
  signal: AbortSignal | undefined,
): Promise<RawAnswer | null> {
  try {
    return await readList(list, signal, {
      'X-Pagination-Mode': 'CachedObjectList-Pages',
      'X-Pagination-Size': String(pageSize),
      'X-Pagination-Number': String(number),
    })
  } catch (error) {
    if (error instanceof BadRequestError && number === 1) return null
    throw error
  }
}

async function readList(
  { client, path, query }: Listed,
  signal: AbortSignal | undefined,
  headers: Readonly<Record<string, string>> = {},
): Promise<RawAnswer> {
  const given = query as Readonly<Record<string, QueryValue>> | undefined
  const answer = await client.raw('GET', path, { query: given, headers, signal })
  if (Array.isArray(answer.body)) return answer
  throw new OdnowaError('INVALID_ANSWER', `GET ${path}: the answer is no list: is the endpoint an API?`)
}

/** The ids of the list, when the server answered them instead of objects, or did not answer a page at all. */
export async function idsOf(list: Listed, first: RawAnswer | null): Promise<readonly (string | number)[]> {
  const ids = first?.body as readonly (string | number)[] | undefined
  const whole = ids !== undefined && (first === null || ids.length >= (countOf(first) ?? 0))
  return whole ? ids : ((await readList(list, list.signal)).body as readonly (string | number)[])
}

/** The objects of the first page and of all that follow, several pages at once when it is known how many there are. */
export async function* readPages<Value>(
  list: Listed,
  first: RawAnswer,
  onProgress: ((done: number, total: number) => void) | undefined,
): AsyncGenerator<Value, void, undefined> {
  const total = countOf(first)
  let done = 0
  for await (const objects of total === null ? pageAfterPage<Value>(list, first) : pagesOf<Value>(list, first, total)) {
    done += objects.length
    onProgress?.(done, Math.max(done, total ?? 0))
    yield* objects
  }
}

/**
 * A browser does not see the count of a server that does not expose it: then an empty page is the end. So is one that repeats the
 * last, by a server that gives its whole list whatever page it is asked for.
 */
async function* pageAfterPage<Value>(
  list: Listed,
  first: RawAnswer,
): AsyncGenerator<readonly Value[], void, undefined> {
  let objects = first.body as readonly Value[]
  let before = ''
  for (let number = 2; objects.length > 0 && JSON.stringify(objects) !== before; number++) {
    yield objects
    before = JSON.stringify(objects)
    objects = ((await readPage(list, number, list.signal))?.body ?? []) as readonly Value[]
  }
}

async function* pagesOf<Value>(
  list: Listed,
  first: RawAnswer,
  total: number,
): AsyncGenerator<readonly Value[], void, undefined> {
  yield first.body as readonly Value[]
  const others = Math.max(0, Math.ceil(total / pageSize) - 1)
  const numbers = Array.from({ length: others }, (_none, index) => index + 2)
  yield* inOrder(numbers, list.client.concurrency, list.signal, async (number, signal) => {
    const page = await readPage(list, number, signal)
    return (page?.body ?? []) as readonly Value[]
  })
}

/** Null also for what is no count, or more than anybody has: then pages are read until one is empty. */
function countOf({ headers }: RawAnswer): number | null {
  const written = headers.get('x-pagination-elements')
  return written !== null && /^\d{1,8}$/.test(written) ? Number(written) : null
}
