import { Problem, problem } from '../problem/problem.ts'

/**
 * A numeric id from a path.
 * @throws INVALID_PARAMETER naming the field for anything but a whole number from 1 on that a client can hold exactly.
 */
export function idParameter(text: string, field: string): number {
  const id = /^\d{1,16}$/.test(text) ? Number(text) : 0
  if (!Number.isSafeInteger(id) || id < 1) {
    throw problem('INVALID_PARAMETER', `${field}: "${text}" is no id: write a whole number from 1 on`, { field })
  }
  return id
}

/**
 * Answers a `ManyHandler` whose ids are numbers: reads the valid ones in one go, and gives each other its problem.
 * @param read called with the valid ids once, or not at all when there is none
 */
export async function manyIds<Id extends number, Value>(
  texts: readonly string[],
  field: string,
  read: (ids: readonly Id[]) => Promise<ReadonlyMap<Id, Value>>,
): Promise<ReadonlyMap<string, Value | Problem>> {
  const answers = new Map<string, Value | Problem>()
  const ids = new Map<string, Id>()
  for (const text of texts) {
    try {
      ids.set(text, idParameter(text, field) as Id)
    } catch (error) {
      if (!(error instanceof Problem)) throw error
      answers.set(text, error)
    }
  }
  if (ids.size === 0) return answers
  const values = await read([...new Set(ids.values())])
  for (const [text, id] of ids) {
    const value = values.get(id)
    if (value !== undefined) answers.set(text, value)
  }
  return answers
}
