import { coalesce } from '../database/coalesce.ts'

/**
 * A reading of many as a question of one: calls with the same parts that come in at the same time are read together, each
 * getting its own answer. Nothing is kept from one reading to the next.
 * @param keyOf equal for questions that have one answer
 * @param readMany answers all questions, in their order
 */
export function askTogether<Some extends object, Asked, Answer>(
  keyOf: (asked: Asked) => string,
  readMany: (parts: Some, asked: readonly Asked[]) => Promise<readonly Answer[]>,
): (parts: Some, asked: Asked) => Promise<Answer> {
  const known = new WeakMap<Some, (asked: Asked) => Promise<Answer>>()
  return (parts, asked) => {
    let ask = known.get(parts)
    if (!ask) {
      ask = coalesce({ keyOf, load: (many) => readMany(parts, many) })
      known.set(parts, ask)
    }
    return ask(asked)
  }
}
