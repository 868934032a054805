import { Problem } from '../problem/problem.ts'

/** How many calls of one handler run at once where it cannot answer many in one query. */
const concurrency = 8

/**
 * Calls `answer` for each of the ids, a few at once. A Problem of the caller's becomes the id's answer, a fault of ours ends the whole.
 */
export async function answerEach(
  ids: readonly string[],
  answer: (id: string) => Promise<unknown>,
): Promise<ReadonlyMap<string, unknown>> {
  const waiting = [...new Set(ids)]
  const answers = new Map<string, unknown>()
  const work = async () => {
    for (let id = waiting.pop(); id !== undefined; id = waiting.pop()) {
      answers.set(id, await answer(id).catch(problemOnly))
    }
  }
  await Promise.all(Array.from({ length: concurrency }, work))
  return answers
}

function problemOnly(error: unknown): Problem {
  if (error instanceof Problem && error.status < 500) return error
  throw error
}
