import { setTimeout as wait } from 'node:timers/promises'
import {
  type Task as GraphileTask,
  type JobHelpers,
  Logger,
  parseCronItems,
  type Runner,
  type RunnerOptions,
  run,
} from 'graphile-worker'
import { realClock } from '../calendar/calendar.ts'
import { libraryDate } from '../calendar/library-date.ts'
import { openPool } from '../database/pool.ts'

type Pool = ReturnType<typeof openPool>['pool']

/** Work to do each minute. It finds by itself what is due, so that a tick that comes late or twice changes nothing. */
export type Task = () => Promise<void>

export interface JobsOptions {
  /** The database that holds the queue, in its schema `graphile_worker`. */
  readonly url: string
  /** By name, in lower case with hyphens: `expire-orders`. */
  readonly tasks: Readonly<Record<string, Task>>
  /** Names of those that wait for no full minute: somebody waits for what they send. */
  readonly prompt?: readonly string[]
  readonly report: (level: 'info' | 'warn' | 'error', message: string, facts: Readonly<Record<string, unknown>>) => void
}

export interface Jobs {
  /** How many jobs are due and taken by nobody: more than the tasks there are, or the same for minutes, means that workers hang. */
  waiting(): Promise<number>
  /** Takes no more work, and resolves when what is under way is finished. */
  stop(): Promise<void>
}

const mostPauseSeconds = 30
/** Enough that the short sweeps (expired orders, mails) go on beside those that take minutes when much is due. */
const sideBySide = 4
const handOnMilliseconds = 2_000
const promptMilliseconds = 5_000

/**
 * Runs every task now and then each minute, the prompt ones five seconds after their end too, woken once for all the processes that
 * share the database. Within a process a task never runs beside itself. One that fails is reported and runs again with the next tick.
 * When the runner ends because the database went away, it is started again.
 */
export async function startJobs(options: JobsOptions): Promise<Jobs> {
  const { pool, close } = openPool({ url: options.url, connections: 4 })
  const runnerOptions = { ...optionsOf(options), pgPool: pool }
  const stopping = new AbortController()
  const living: Living = { runner: await begin(runnerOptions) }
  const lived = live(living, runnerOptions, stopping.signal, options.report)
  return {
    waiting: () => countWaiting(pool),
    async stop() {
      stopping.abort()
      await living.runner?.stop().catch(() => {}) // it may be about to end by itself
      await lived
      await close()
    },
  }
}

interface Living {
  /** Null between the end of one and the start of the next. */
  runner: Runner | null
}

/** Starts runners one after the other until they are to stop. */
async function live(
  living: Living,
  runnerOptions: RunnerOptions,
  stopping: AbortSignal,
  report: JobsOptions['report'],
): Promise<void> {
  for (let seconds = 1; ; seconds = Math.min(seconds * 2, mostPauseSeconds)) {
    try {
      living.runner ??= await begin(runnerOptions)
      await living.runner.promise
    } catch (error) {
      report('error', 'jobs cannot run', { error })
    }
    if (stopping.aborted) return
    living.runner = null
    report('warn', `jobs ended unexpectedly: they are started again in ${seconds} s`, {})
    await wait(seconds * 1000, null, { signal: stopping }).catch(() => {})
    if (stopping.aborted) return
  }
}

async function countWaiting(pool: Pool): Promise<number> {
  const { rows } = await pool.query<{ waiting: number }>(
    `select count(*)::integer as waiting from graphile_worker.jobs
    where locked_at is null and run_at <= now() and attempts < max_attempts`,
  )
  return rows[0]?.waiting ?? 0
}

async function begin(options: RunnerOptions): Promise<Runner> {
  const runner = await run(options)
  // what fell due while no process ran is done at once, not at the next full minute
  for (const name of Object.keys(options.taskList ?? {})) await runner.addJob(name, {}, asOneJob(name))
  return runner
}

function optionsOf({ tasks, prompt = [], report }: JobsOptions): RunnerOptions {
  const names = Object.keys(tasks)
  return {
    concurrency: sideBySide,
    noHandleSignals: true,
    logger: loggerFor(report),
    taskList: Object.fromEntries(
      names.map((name) => {
        const task = neverBesideItself(name, tasks[name])
        return [name, prompt.includes(name) ? soonAgain(name, task) : task]
      }),
    ),
    parsedCronItems: parseCronItems(names.map((task) => ({ task, match: '* * * * *', options: asOneJob(task) }))),
    // in batches: single jobs are booked by promises that nobody awaits, and a lost connection would end the process
    preset: { worker: { completeJobBatchDelay: 0, failJobBatchDelay: 0 } },
  }
}

/**
 * One waiting job a task: a tick replaces the one before it. No queue name: the lock of a queue outlives a killed process by
 * four hours. No second attempt: the next tick is one.
 */
function asOneJob(task: string): { jobKey: string; jobKeyMode: 'replace'; maxAttempts: number } {
  return { jobKey: task, jobKeyMode: 'replace', maxAttempts: 1 }
}

/**
 * A job whose task this process is at already is put back: another process takes it and works beside us, or we do when we are done.
 * So the ticks of a long sweep bring more and more processes to it.
 */
function neverBesideItself(name: string, task: Task | undefined): GraphileTask {
  let running = false
  return async (_payload, helpers) => {
    if (running) return wakeIn(handOnMilliseconds, name, helpers)
    running = true
    try {
      await task?.()
    } finally {
      running = false
    }
  }
}

/** Wakes a task again after its end, be it by an error: should the process die before, the next full minute does. */
function soonAgain(name: string, task: GraphileTask): GraphileTask {
  return async (payload, helpers) => {
    try {
      await task(payload, helpers)
    } finally {
      await wakeIn(promptMilliseconds, name, helpers)
    }
  }
}

async function wakeIn(milliseconds: number, name: string, helpers: JobHelpers): Promise<void> {
  const runAt = libraryDate(realClock.now().add({ milliseconds }))
  await helpers.addJob(name, {}, { ...asOneJob(name), runAt })
}

/** graphile-worker tells of each job that it ran; only what went wrong is worth a line. */
function loggerFor(report: JobsOptions['report']): Logger {
  return new Logger((scope) => (level, message) => {
    if (level === 'error' || level === 'warning') {
      report(level === 'error' ? 'error' : 'warn', message, { task: scope.taskIdentifier })
    }
  })
}
