import { AsyncLocalStorage } from 'node:async_hooks'
import type { Log } from './parts.ts'

/** What every line of the log says that is written on behalf of a request or a run. No secrets. */
export interface LogContext {
  /** The request's `X-OVH-QUERYID`. */
  readonly queryId?: string
  /** The id of a run, as `GET /admin/runs` tells it. */
  readonly run?: string
}

/**
 * The one thing that is not handed on as a part: ids for the log alone. Whoever logs deep inside does not know for whom he works, and
 * nothing but the log ever asks.
 */
const current = new AsyncLocalStorage<LogContext>()

/** Does work whose lines in the log name a request or a run, beside what they name already. */
export function inLogContext<Result>(context: LogContext, work: () => Result): Result {
  return current.run({ ...current.getStore(), ...context }, work)
}

/** For whom the caller works, as far as anybody has said. */
export function logContext(): LogContext {
  return current.getStore() ?? {}
}

/** A log whose lines say for which request and which run they are written. */
export function namingLog(log: Log): Log {
  return {
    info: (facts, message) => log.info({ ...logContext(), ...facts }, message),
    warn: (facts, message) => log.warn({ ...logContext(), ...facts }, message),
    error: (facts, message) => log.error({ ...logContext(), ...facts }, message),
  }
}
