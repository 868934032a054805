/**
 * Runs tasks, `concurrency` at once, and gives their results in the order of the tasks. It starts no more than twice that many
 * ahead of whoever reads. A task that fails ends it, and so does a reader who leaves: the signal that tasks get is then aborted.
 */
export async function* inOrder<Task, Result>(
  tasks: Iterable<Task>,
  concurrency: number,
  signal: AbortSignal | undefined,
  run: (task: Task, signal: AbortSignal) => Promise<Result>,
): AsyncGenerator<Result, void, undefined> {
  const stop = new AbortController()
  const onAbort = () => stop.abort(signal?.reason)
  signal?.addEventListener('abort', onAbort)
  const waiting: Promise<Result>[] = []
  const slots = slotsOf(concurrency)
  const startNext = starterOf(tasks, waiting, (task) => slots(() => run(task, stop.signal)))
  try {
    signal?.throwIfAborted()
    for (let ahead = 0; ahead < concurrency * 2 && startNext(); ahead++);
    for (let first = waiting.shift(); first; first = waiting.shift()) {
      const result = await first
      startNext()
      yield result
    }
  } finally {
    signal?.removeEventListener('abort', onAbort)
    stop.abort()
  }
}

/** @returns what starts the next task, whose result waits in `waiting` then; false when there is none */
function starterOf<Task, Result>(
  tasks: Iterable<Task>,
  waiting: Promise<Result>[],
  run: (task: Task) => Promise<Result>,
): () => boolean {
  const iterator = tasks[Symbol.iterator]()
  return () => {
    const next = iterator.next()
    if (next.done) return false
    const result = run(next.value)
    // whoever waits for it gets the failure; before that nobody does, which is no reason to end the process
    result.catch(() => {})
    waiting.push(result)
    return true
  }
}

/** Runs at most `count` at once; the others wait in their order. */
function slotsOf(count: number): <Result>(run: () => Promise<Result>) => Promise<Result> {
  let free = count
  const queue: (() => void)[] = []
  return async (run) => {
    if (free > 0) free -= 1
    else await new Promise<void>((resolve) => queue.push(resolve))
    try {
      return await run()
    } finally {
      const next = queue.shift()
      if (next) next()
      else free += 1
    }
  }
}
