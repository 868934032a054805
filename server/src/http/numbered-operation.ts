import { problem } from '../problem/problem.ts'
import type { Answer, OpenOperationKey, OperationKey, PathParameters } from './contract-types.ts'
import { type ManyCall, type Operation, operation } from './operation.ts'
import { idParameter, manyIds } from './parameters.ts'

/**
 * An operation that answers an object by its number, and many in the same one read, for batches and lists of objects.
 * @param field the path's last parameter, which is the number
 * @param read answers those of the numbers that are there
 */
export function numberedOperation<Key extends Exclude<OperationKey, OpenOperationKey>>(
  key: Key,
  field: keyof PathParameters<Key> & string,
  read: (call: ManyCall<Key>, ids: readonly number[]) => Promise<ReadonlyMap<number, Answer<Key>>>,
): Operation {
  return operation(
    key,
    async (call) => {
      const id = idParameter(String(call.params[field]), field)
      const found = (await read(call, [id])).get(id)
      if (found !== undefined) return found
      throw problem('NOT_FOUND', `The requested object (${field} = ${id}) does not exist`)
    },
    { many: (call, texts) => manyIds(texts, field, (ids: readonly number[]) => read(call, ids)) },
  )
}
