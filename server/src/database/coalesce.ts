/** How one reading answers for many. */
export interface Coalescing<Asked, Answer> {
  /** The answers to all that were asked, in that order. An error is the answer to all of them. */
  readonly load: (asked: readonly Asked[]) => Promise<readonly Answer[]>
  /** Equal for calls that ask the same: they share one answer of a batch. */
  readonly keyOf: (asked: Asked) => string
}

/** Asked at once at most, so that no statement grows without bound. */
const mostInBatch = 100
/** Readings under way at once: while so many are, calls gather for the next one. A slow reading holds up one of them, not all. */
const mostUnderWay = 4

/**
 * Joins concurrent calls into few readings. A call waits for no timer: what has come in by the end of this turn of the event
 * loop is read together, and what comes in while readings are under way is read when one of them ends. Nothing is kept: a call
 * never gets an answer of a reading that began before the call, so whoever has written reads what he wrote.
 */
export function coalesce<Asked, Answer>({ load, keyOf }: Coalescing<Asked, Answer>): (asked: Asked) => Promise<Answer> {
  const waiting = new Map<string, Waiting<Asked, Answer>>()
  let underWay = 0
  let isPlanned = false

  const plan = () => {
    if (isPlanned || waiting.size === 0 || underWay === mostUnderWay) return
    isPlanned = true
    atEndOfTurn(send)
  }
  const send = async () => {
    isPlanned = false
    underWay += 1
    const batch = take(waiting)
    plan()
    await settle(batch, load)
    underWay -= 1
    plan()
  }
  return (asked) => {
    const key = keyOf(asked)
    const known = waiting.get(key)
    if (known) return known.answer.promise
    const answer = Promise.withResolvers<Answer>()
    waiting.set(key, { asked, answer })
    plan()
    return answer.promise
  }
}

/**
 * Does what was planned in a turn of the event loop when it ends, in one go: readings of different kinds that begin together share a
 * connection, and with it one message (run-transaction.ts).
 */
const planned: (() => void)[] = []

function atEndOfTurn(work: () => void): void {
  if (planned.push(work) === 1) setImmediate(doPlanned)
}

function doPlanned(): void {
  for (const work of planned.splice(0)) work()
}

interface Waiting<Asked, Answer> {
  readonly asked: Asked
  readonly answer: PromiseWithResolvers<Answer>
}

/** Those that have waited longest. */
function take<Item>(waiting: Map<string, Item>): readonly Item[] {
  const batch = [...waiting.entries().take(mostInBatch)]
  for (const [key] of batch) waiting.delete(key)
  return batch.map(([, item]) => item)
}

async function settle<Asked, Answer>(
  batch: readonly Waiting<Asked, Answer>[],
  load: Coalescing<Asked, Answer>['load'],
): Promise<void> {
  try {
    const answers = await load(batch.map(({ asked }) => asked))
    if (answers.length !== batch.length) throw new Error(`${answers.length} answers to ${batch.length} that asked`)
    for (const [position, { answer }] of batch.entries()) answer.resolve(answers[position] as Answer)
  } catch (error) {
    for (const { answer } of batch) answer.reject(error)
  }
}
