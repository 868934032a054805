import type { One } from './batch.ts'
import type { Answer, Client, OperationKey, PathValue, QueryOf } from './client.ts'
import { ExpiredError, NotFoundError } from './errors.ts'
import { idsOf, readPage, readPages } from './pages.ts'
import { placeOf, readMany } from './read-many.ts'
import { fillPath } from './request.ts'

export type { One } from './batch.ts'

/** The operations that read one object by the last parameter of their path: `GET /me/order/{orderId}`. */
export type ItemKey = Extract<OperationKey, `GET ${string}}`>
/** The operations that list ids: `GET /me/order`. */
export type ListKey = {
  [Key in OperationKey]: Answer<Key> extends readonly (string | number)[] ? Key : never
}[OperationKey] &
  `GET ${string}`
/** The item that stands under a list. */
export type ItemOf<List extends ListKey> = Extract<ItemKey, `${List}/{${string}}`>

/** `done` of `total` ids or objects have been read. */
export type OnProgress = (done: number, total: number) => void

export interface ManyOptions<Id> {
  /** The other parameters of the path. */
  readonly params?: Readonly<Record<string, PathValue>> | undefined
  readonly ids: readonly Id[]
  readonly onProgress?: OnProgress | undefined
  readonly signal?: AbortSignal | undefined
}

export interface ListOptions<Key extends ListKey> {
  readonly params?: Readonly<Record<string, PathValue>> | undefined
  /** The list's filters. */
  readonly query?: QueryOf<Key> | undefined
  readonly onProgress?: OnProgress | undefined
  readonly signal?: AbortSignal | undefined
}

/**
 * Reads the objects of many ids, in their order: 50 a request by `X-Ovh-Batch`, `concurrency` requests at once, one by one
 * where the server does not do batches. An id that is refused gives its error and stops nothing.
 * @throws NetworkError, TimeoutError, UnauthorizedError, TooManyRequestsError, or the reason of `signal`
 */
export async function* callMany<Key extends ItemKey, Id extends string | number>(
  client: Client,
  key: Key,
  { params = {}, ids, onProgress, signal }: ManyOptions<Id>,
): AsyncGenerator<One<Id, Answer<Key>>, void, undefined> {
  let done = 0
  for await (const results of readMany(placeOf(client, key, params), ids, signal)) {
    done += results.length
    onProgress?.(done, ids.length)
    yield* results as readonly One<Id, Answer<Key>>[]
  }
}

/**
 * The objects behind a list of ids, in the list's order: pages of objects where the server does them (ovh-api.md 1.8), several
 * at once as soon as it has told how many there are; else the ids, then `callMany`. What cannot be read any more (404) or has
 * expired (460) is left out, as the server's own pages leave it out.
 * @throws ApiError, NetworkError, TimeoutError, or the reason of `signal`
 */
export async function* listObjects<List extends ListKey, Item extends ItemOf<List>>(
  client: Client,
  listKey: List,
  itemKey: Item,
  options: ListOptions<List> = {},
): AsyncGenerator<Answer<Item>, void, undefined> {
  const { params = {}, query, onProgress, signal } = options
  const list = { client, path: fillPath(listKey.slice('GET '.length), params), query, signal }
  const first = await readPage(list, 1, signal)
  if (first && areObjects(first.body)) {
    yield* readPages<Answer<Item>>(list, first, onProgress)
    return
  }
  const ids = await idsOf(list, first)
  for await (const one of callMany(client, itemKey, { params, ids, onProgress, signal })) {
    if ('value' in one) yield one.value
    else if (!(one.error instanceof NotFoundError || one.error instanceof ExpiredError)) throw one.error
  }
}

function areObjects(body: unknown): boolean {
  return Array.isArray(body) && body.every((one) => typeof one === 'object' && one !== null)
}
