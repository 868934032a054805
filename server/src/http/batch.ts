import { Problem, problem } from '../problem/problem.ts'
import type { Accepted } from './accepted-request.ts'
import { answerMany } from './answer-many.ts'
import { httpCode } from './errors.ts'

/** One row of a batch's answer (ovh-api.md 1.8). */
export interface BatchRow {
  readonly key: string
  readonly value: unknown
  readonly error: {
    readonly class: string
    readonly message: string
    readonly errorCode: string
    readonly httpCode: string
  } | null
}

/** OVH's panel sends 50. */
export const batchSize = 100

/**
 * The ids that a path parameter holds, in their order, duplicates too.
 * @param separator the header `X-Ovh-Batch`
 * @throws INVALID_PARAMETER when there are more than 100
 */
export function batchIds(parameter: string, separator: string): readonly string[] {
  if (separator === '') throw problem('INVALID_PARAMETER', 'X-Ovh-Batch must be the separator of the ids, such as ","')
  const ids = parameter.split(separator)
  if (ids.length <= batchSize) return ids
  throw problem(
    'INVALID_PARAMETER',
    `X-Ovh-Batch: ${ids.length} ids are more than the ${batchSize} that one batch can have: send several`,
  )
}

/** The rows for the ids as they were asked. `answers` has what was found for each; an id that it lacks was not found. */
export function batchRows(ids: readonly string[], answers: ReadonlyMap<string, unknown>): readonly BatchRow[] {
  return ids.map((key) => {
    const answer = answers.has(key) ? answers.get(key) : notFound(key)
    return answer instanceof Problem
      ? { key, value: null, error: toRowError(answer) }
      : { key, value: answer ?? null, error: null }
  })
}

/** NOT_FOUND for an object's id, worded alike for what does not exist and for what is another account's (I8). */
export function notFound(key: string): Problem {
  return problem('NOT_FOUND', `The requested object "${key}" does not exist`)
}

function toRowError(cause: Problem): BatchRow['error'] {
  return {
    class: cause.class,
    message: cause.message,
    errorCode: cause.code,
    httpCode: httpCode(cause.status),
  }
}

/** One row for each id that the last path parameter holds (ovh-api.md 1.8). */
export async function answerBatch(accepted: Accepted, separator: string): Promise<readonly BatchRow[]> {
  const { operation, lastParameter } = accepted.mounted
  if (lastParameter === null) throw problem('INVALID_PARAMETER', 'X-Ovh-Batch: this path has no parameter to hold ids')
  const ids = batchIds(accepted.received.params[lastParameter] ?? '', separator)
  return batchRows(ids, await answerMany(accepted, { operation, parameter: lastParameter }, ids))
}
