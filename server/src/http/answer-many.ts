import { notGranted } from '../customers/access-rules.ts'
import type { Problem } from '../problem/problem.ts'
import { type Accepted, mayGet, pathWith } from './accepted-request.ts'
import { answerEach } from './answer-each.ts'
import type { AnyCall, Operation } from './operation.ts'

/** The operation that answers for each of several ids, and the path parameter that an id stands for. */
export interface ManyTarget {
  readonly operation: Operation
  readonly parameter: string
}

/**
 * Answers for several ids, by id: in one go where the operation can, else by one call for each. An id that is not in the map
 * was not found; a Problem is the answer of what the caller may not see or what failed. His rights are checked for each path.
 */
export async function answerMany(
  { authenticated, received, call }: Accepted,
  { operation, parameter }: ManyTarget,
  ids: readonly string[],
): Promise<ReadonlyMap<string, unknown>> {
  const distinct = [...new Set(ids)]
  const pathOf = (id: string) => pathWith(operation.contract.path, { ...received.params, [parameter]: id })
  const may = (id: string) => mayGet(authenticated, pathOf(id))
  const refused = distinct.filter((id) => !may(id)).map((id): [string, Problem] => [id, notGranted('GET', pathOf(id))])
  const allowed = distinct.filter(may)
  const found = await answerAllowed(operation, parameter, { ...call, setHeader() {}, setStatus() {} }, allowed)
  return new Map([...found, ...refused])
}

async function answerAllowed(
  operation: Operation,
  parameter: string,
  call: AnyCall,
  ids: readonly string[],
): Promise<ReadonlyMap<string, unknown>> {
  if (ids.length === 0) return new Map()
  if (operation.many) return operation.many(call, ids)
  return answerEach(ids, (id) => operation.handle({ ...call, params: { ...call.params, [parameter]: id } }))
}
