import { asJson } from '@odnowa/contract/json-schema.ts'
import { Problem, problem } from '../problem/problem.ts'
import type { Accepted } from './accepted-request.ts'
import { answerMany } from './answer-many.ts'
import { arrange, cut, cutsIds, fieldsOf, type PageWish } from './list-page.ts'
import type { Operation } from './operation.ts'

/** The longest list that is sorted or filtered: every object of it has to be read. */
const longestArranged = 10_000
/** Objects read in one go: any page, and the most of what is sorted. */
const slice = 5_000

/**
 * The objects behind a list's ids, a page of them (ovh-api.md 1.8); the header `X-Pagination-Elements` says how many there are in
 * all. An object that answers with an error (460: its product has expired) is left out of its page. A list whose elements have no
 * operation of their own is answered by pages of its elements.
 * @throws NOT_GRANTED_CALL when the caller may read the list but not each of its objects
 */
export async function expandList(
  accepted: Accepted,
  elements: readonly unknown[],
  wish: PageWish,
): Promise<readonly unknown[]> {
  const { item, operation } = accepted.mounted
  for (const field of fieldsOf(wish)) demandField(item ?? operation, field)
  const objectsOf = async (ids: readonly unknown[]) => (item === null ? ids : readObjects(accepted, item, ids))
  if (cutsIds(wish)) {
    accepted.call.setHeader('X-Pagination-Elements', String(elements.length))
    return objectsOf(cut(elements, wish))
  }
  if (elements.length > longestArranged) throw tooLong(elements.length)
  const objects = arrange(await objectsOf(elements), wish)
  accepted.call.setHeader('X-Pagination-Elements', String(objects.length))
  return cut(objects, wish)
}

async function readObjects(
  accepted: Accepted,
  operation: Operation,
  ids: readonly unknown[],
): Promise<readonly unknown[]> {
  // the list's own filters are no parameters of its items
  const plain = { ...accepted, call: { ...accepted.call, query: {} } }
  const parameter = Object.keys(operation.contract.pathParameters).at(-1) ?? ''
  const objects: unknown[] = []
  for (let start = 0; start < ids.length; start += slice) {
    const keys = ids.slice(start, start + slice).map(String)
    const answers = await answerMany(plain, { operation, parameter }, keys)
    for (const key of keys) {
      const answer = answers.get(key)
      if (answer instanceof Problem && answer.code === 'NOT_GRANTED_CALL') throw answer
      if (answer !== undefined && !(answer instanceof Problem)) objects.push(answer)
    }
  }
  return objects
}

/** The contract says which fields the objects have; a deeper one is not checked. */
function demandField({ contract }: Operation, field: string): void {
  const name = field.split('.')[0] ?? ''
  const { items, properties = items?.properties } = asJson(contract.response)
  if (properties && Object.hasOwn(properties, name)) return
  throw problem(
    'INVALID_PARAMETER',
    `X-Pagination-Sort and X-Pagination-Filter: "${name}" is no field of ${contract.path}`,
    {
      field: name,
    },
  )
}

function tooLong(length: number): Problem {
  return problem(
    'INVALID_PARAMETER',
    `The list has ${length} elements, more than the ${longestArranged} that can be sorted or filtered: ask for plain pages`,
  )
}
