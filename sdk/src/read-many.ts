import { type Batch, batchesOf, type One, readBatch } from './batch.ts'
import type { Client, PathValue } from './client.ts'
import { ApiError, ServerError, TooManyRequestsError, UnauthorizedError } from './errors.ts'
import { inOrder } from './in-order.ts'
import { fillPath } from './request.ts'

/** Where the objects of a kind stand. */
export interface Place {
  readonly client: Client
  readonly key: string
  /** Filled up to the last parameter: `/me/order/`. */
  readonly folder: string
}

/** `key`: the operation of one object, such as `GET /me/order/{orderId}`; `params` are those of the path before its last one. */
export function placeOf(client: Client, key: string, params: Readonly<Record<string, PathValue>>): Place {
  return { client, key, folder: fillPath(key.slice('GET '.length, key.lastIndexOf('{')), params) }
}

type Id = string | number
type Results = readonly One<Id, unknown>[]

/** Which kinds of objects a server gives in batches, found out by the first batch of a kind. */
const knownBatches = new WeakMap<Client, Map<string, boolean>>()

/** Results for the ids in their order, some at a time. */
export async function* readMany(
  place: Place,
  ids: readonly Id[],
  signal: AbortSignal | undefined,
): AsyncGenerator<Results, void, undefined> {
  const { client, key } = place
  const known = knownBatches.get(client) ?? new Map<string, boolean>()
  knownBatches.set(client, known)
  let batches = batchesOf(ids)
  const [first, ...others] = batches
  if (first && first.ids.length > 1 && !known.has(key)) {
    const results = await readAtOnce(place, first, signal)
    if (results !== 'failed') known.set(key, results !== 'refused')
    if (typeof results !== 'string') {
      yield results
      batches = others
    }
  }
  if (known.get(key) !== false) {
    yield* inOrder(batches, client.concurrency, signal, (batch, stop) => readBatchOrEach(place, batch, stop))
    return
  }
  const single = batches.flatMap((batch) => batch.ids)
  yield* inOrder(single, client.concurrency, signal, async (id, stop) => [await readOne(place, id, stop)])
}

/** One by one what is refused as a batch: its error may be one id's alone. */
async function readBatchOrEach(place: Place, batch: Batch<Id>, signal: AbortSignal): Promise<Results> {
  const results = batch.ids.length > 1 ? await readAtOnce(place, batch, signal) : 'refused'
  if (typeof results !== 'string') return results
  const each: One<Id, unknown>[] = []
  for (const id of batch.ids) each.push(await readOne(place, id, signal))
  return each
}

/** One request for a batch; or that the server did not take it as one, or failed at it. */
async function readAtOnce(
  { client, folder }: Place,
  { ids, segment, separator }: Batch<Id>,
  signal: AbortSignal | undefined,
): Promise<Results | 'refused' | 'failed'> {
  try {
    const { body } = await client.raw('GET', folder + segment, { headers: { 'X-Ovh-Batch': separator }, signal })
    return readBatch(ids, body, (id) => ({ method: 'GET', path: folder + encodeURIComponent(String(id)) })) ?? 'refused'
  } catch (error) {
    if (!isOfOneObject(error)) throw error
    return error instanceof ServerError ? 'failed' : 'refused'
  }
}

async function readOne({ client, folder }: Place, id: Id, signal: AbortSignal): Promise<One<Id, unknown>> {
  try {
    const { body } = await client.raw('GET', folder + fillPath('{id}', { id }), { signal })
    return { id, value: body }
  } catch (error) {
    if (isOfOneObject(error)) return { id, error }
    throw error
  }
}

/** Whether an error may be about the object that was asked for, so that others can still be read. */
function isOfOneObject(error: unknown): error is ApiError {
  return error instanceof ApiError && !(error instanceof UnauthorizedError) && !(error instanceof TooManyRequestsError)
}
