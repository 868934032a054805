import { type DestinationStream, pino } from 'pino'
import type { Log } from '../actions/parts.ts'
import { strikeSecrets } from './strike-secrets.ts'

/** The least that is written: `info` has a line for each request. */
export type LogLevel = 'info' | 'warn' | 'error'

/** The structured log, a JSON object a line on standard error. Nobody should hand it a secret; should it happen, it is struck out. */
export function makeLog(level: LogLevel): Log {
  return logTo(level, gathered())
}

/** The log on a destination of its own. For tests. */
export function logTo(level: LogLevel, destination: DestinationStream): Log {
  const serializers = { error: errorFacts, err: errorFacts }
  return pino({ base: null, level, formatters: { log: strikeSecrets }, serializers }, destination)
}

/**
 * Standard error, written once a turn of the event loop: under load that is one system call for many lines. What a turn logged is out
 * before the next one begins, and a process that ends writes what it has.
 */
function gathered(): DestinationStream {
  const out = pino.destination({ dest: 2, sync: true, minLength: 8192 })
  let isPlanned = false
  const flush = () => {
    isPlanned = false
    out.flushSync()
  }
  process.on('exit', flush)
  return {
    write(line) {
      out.write(line)
      if (isPlanned) return
      isPlanned = true
      setImmediate(flush)
    },
  }
}

/** An error by its words alone: what libraries hang onto errors (connections, statements with their values) may hold secrets. */
function errorFacts(error: unknown): unknown {
  if (!(error instanceof Error)) return String(error)
  const code = 'code' in error ? error.code : undefined
  const cause = error.cause === undefined ? undefined : errorFacts(error.cause)
  return { name: error.name, message: error.message, code, stack: error.stack, cause }
}
