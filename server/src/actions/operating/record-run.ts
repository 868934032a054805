import { randomUUIDv7 } from 'node:crypto'
import { type Instant, realClock } from '../../calendar/calendar.ts'
import { writeRuns } from '../../operators/run.store.ts'
import { type Counts, didSomething, type Run, type RunKind, reportOf } from '../../operators/run.ts'
import { inLogContext } from '../log-context.ts'
import type { Parts } from '../parts.ts'

/** Told after each batch what was done since the run began. */
export type Tell = (counts: Counts) => void

/** A run that is over sooner is written once, at its end. */
const writtenEveryMilliseconds = 1_000
const loggedEveryMilliseconds = 10_000
const mostErrorLength = 1_000

export interface RunRequest {
  readonly kind: RunKind
  readonly until: Instant
  /** True: written down even when nothing was due. */
  readonly always?: boolean
}

/**
 * Does a sweep and writes down that it did: when, how much, how fast, and what was in its way. How far a long one is can be read while
 * it runs, and stands in the log every ten seconds; its lines in the log name the run. A run that cannot be written down is done all the same.
 * @returns the run as it ended
 * @throws what the sweep threw, when it is written down
 */
export async function recordRun(
  parts: Pick<Parts, 'transaction' | 'log'>,
  { kind, until, always = false }: RunRequest,
  sweep: (tell: Tell) => Promise<Counts>,
): Promise<Run> {
  const startedAt = realClock.now()
  const first: Run = {
    ...{ id: randomUUIDv7(), kind, until, startedAt, progressAt: startedAt, endedAt: null, counts: {}, error: null },
  }
  return inLogContext({ run: first.id }, async () => {
    const progress = followRun(parts, first)
    try {
      return await progress.end(await sweep(progress.tell), null, always)
    } catch (error) {
      await progress.end(null, error, true)
      throw error
    }
  })
}

function followRun(parts: Pick<Parts, 'transaction' | 'log'>, first: Run) {
  const writer = runWriter(parts)
  let run = first
  let logged = performance.now()
  return {
    tell(counts: Counts) {
      run = { ...run, counts, progressAt: realClock.now() }
      if (didSomething(counts)) writer.writeSometimes(run)
      const now = performance.now()
      if (now - logged < loggedEveryMilliseconds) return
      logged = now
      parts.log.info(factsOf(run), 'a run goes on')
    },
    async end(counts: Counts | null, error: unknown, always: boolean): Promise<Run> {
      await writer.finish()
      const endedAt = realClock.now()
      const failure = error === null ? null : wordsOf(error)
      run = { ...run, counts: counts ?? run.counts, progressAt: endedAt, endedAt, error: failure }
      if (!always && !didSomething(run.counts)) return run
      await writer.write(run)
      if (failure === null) parts.log.info(factsOf(run), 'a run is done')
      else parts.log.error({ ...factsOf(run), error }, 'a run failed: what it left undone is due at the next')
      return run
    },
  }
}

/** Writes down how far a run is: now and then while it goes on, one writing at a time. */
function runWriter(parts: Pick<Parts, 'transaction' | 'log'>) {
  let writing: Promise<void> | null = null
  let written = performance.now()
  const write = (run: Run): Promise<void> => {
    written = performance.now()
    writing = writeDown(parts, run).finally(() => {
      writing = null
    })
    return writing
  }
  return {
    write,
    writeSometimes(run: Run) {
      if (writing === null && performance.now() - written >= writtenEveryMilliseconds) void write(run)
    },
    async finish() {
      await writing
    },
  }
}

async function writeDown({ transaction, log }: Pick<Parts, 'transaction' | 'log'>, run: Run): Promise<void> {
  try {
    await transaction((open) => writeRuns(open, [run]))
  } catch (error) {
    log.warn({ run: run.id, error }, 'how far a run is could not be written down')
  }
}

function factsOf(run: Run) {
  const { id, kind, counts, items, seconds, itemsPerSecond } = reportOf(run, run.progressAt)
  return { run: id, kind, counts, items, seconds, itemsPerSecond }
}

function wordsOf(error: unknown): string {
  return (error instanceof Error ? error.message : String(error)).slice(0, mostErrorLength)
}
