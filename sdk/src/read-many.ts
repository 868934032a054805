import { type Batch, batchesOf, type One, readBatch } from './batch.ts'
import type { Client, PathValue } from './client.ts'
import { ApiError, TooManyRequestsError, UnauthorizedError } from './errors.ts'
import { inOrder } from './in-order.ts'
import { fillPath } from './request.ts'

/** Where the objects of a kind stand. */
export interface Place {
  readonly client: Client
  readonly key: string
  /** Filled up to the last parameter: `/me/order/`. */
  readonly folder: string
}

export function placeOf(client: Client, key: string, params: Readonly<Record<string, PathValue>>): Place {
  return { client, key, folder: fillPath(key.slice('GET '.length, key.lastIndexOf('{')), params) }
}

/** Which kinds of objects a server gives in batches, found out by the first batch. */
const batched = new WeakMap<Client, Map<string, boolean>>()

/** Results for the ids in their order, some at a time. */
export async function* readMany<Id extends string | number, Value>(
  place: Place,
  ids: readonly Id[],
  signal: AbortSignal | undefined,
): AsyncGenerator<readonly One<Id, Value>[], void, undefined> {
  const { client, key } = place
  const known = batched.get(client) ?? new Map<string, boolean>()
  batched.set(client, known)
  let [first, ...others] = batchesOf(ids)
  if (first && first.ids.length > 1 && !known.has(key)) {
    const results = await readAtOnce<Id, Value>(place, first, signal)
    known.set(key, results !== null)
    if (results) {
      yield results
      first = undefined
    }
  }
  const batches = first ? [first, ...others] : others
  const { concurrency } = client
  if (known.get(key) === false) {
    const single = batches.flatMap((batch) => batch.ids)
    yield* inOrder(single, concurrency, signal, async (id, stop) => [await readOne<Id, Value>(place, id, stop)])
  } else yield* inOrder(batches, concurrency, signal, (batch, stop) => readBatchOrEach<Id, Value>(place, batch, stop))
}

async function readBatchOrEach<Id extends string | number, Value>(
  place: Place,
  batch: Batch<Id>,
  signal: AbortSignal,
): Promise<readonly One<Id, Value>[]> {
  const results = batch.ids.length > 1 ? await readAtOnce<Id, Value>(place, batch, signal) : null
  if (results) return results
  const each: One<Id, Value>[] = []
  for (const id of batch.ids) each.push(await readOne(place, id, signal))
  return each
}

/** One request for a batch; null when the server did not take it as one. */
async function readAtOnce<Id extends string | number, Value>(
  { client, folder }: Place,
  { ids, segment, separator }: Batch<Id>,
  signal: AbortSignal | undefined,
): Promise<readonly One<Id, Value>[] | null> {
  try {
    const headers = { 'X-Ovh-Batch': separator }
    const { body } = await client.raw('GET', folder + segment, { headers, signal })
    return readBatch<Id, Value>(ids, body, (id) => ({ method: 'GET', path: folder + encodeURIComponent(String(id)) }))
  } catch (error) {
    if (isOfOneObject(error)) return null
    throw error
  }
}

async function readOne<Id extends string | number, Value>(
  { client, folder }: Place,
  id: Id,
  signal: AbortSignal,
): Promise<One<Id, Value>> {
  try {
    const { body } = await client.raw('GET', folder + fillPath('{id}', { id }), { signal })
    return { id, value: body as Value }
  } catch (error) {
    if (isOfOneObject(error)) return { id, error }
    throw error
  }
}

/** Whether an error may be about the object that was asked for, so that others can still be read. */
function isOfOneObject(error: unknown): error is ApiError {
  return error instanceof ApiError && !(error instanceof UnauthorizedError) && !(error instanceof TooManyRequestsError)
}
