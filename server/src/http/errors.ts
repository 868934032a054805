import { STATUS_CODES } from 'node:http'
import type { Log } from '../actions/parts.ts'
import { Problem, type ProblemDetails, problem } from '../problem/problem.ts'

/** The body of every error (ovh-api.md 1.5): both generations of fields, so that every client finds the one it reads. */
export interface WireError {
  readonly class: string
  readonly errorCode: string
  /** `404 Not Found` */
  readonly httpCode: string
  readonly message: string
  readonly details?: ProblemDetails
  readonly queryId: string
}

export function toWireError(cause: Problem, queryId: string): WireError {
  return {
    class: cause.class,
    errorCode: cause.code,
    httpCode: httpCode(cause.status),
    message: cause.message,
    ...(Object.keys(cause.details).length > 0 ? { details: cause.details } : {}),
    queryId,
  }
}

/** `404 Not Found`. 460 stands in no registry; OVH answers it for what has expired. */
export function httpCode(status: number): string {
  return `${status} ${status === 460 ? 'Expired' : (STATUS_CODES[status] ?? 'Unknown')}`
}

/**
 * What a caller is told of anything that was thrown. An error that is not meant for him is logged under the query id, and only
 * that id reaches him.
 */
export function problemOf(error: unknown, queryId: string, log: Log): Problem {
  if (error instanceof Problem) return error
  const refused = refusedByFastify(error)
  if (refused) return refused
  const { message, stack } = error instanceof Error ? error : new Error(String(error))
  if (isDatabaseAway(error)) {
    log.error({ queryId, error: message }, 'the database cannot be reached')
    return problem('UNAVAILABLE', 'The server cannot reach its database at the moment: try again later')
  }
  log.error({ queryId, error: message, stack }, 'a request failed')
  return problem('INTERNAL', `Internal server error: quote the query id ${queryId} to the operator`)
}

/** What Fastify itself refuses before a route is reached: a path or a body that cannot be read. */
function refusedByFastify(error: unknown): Problem | null {
  const { code, statusCode, message } = error as { code?: unknown; statusCode?: unknown; message?: unknown }
  if (typeof code !== 'string' || !code.startsWith('FST_')) return null
  if (code === 'FST_ERR_CTP_BODY_TOO_LARGE') {
    return problem('BODY_TOO_LARGE', 'The body is larger than 1 MiB, the most that is taken')
  }
  if (code === 'FST_ERR_BAD_URL') return problem('BAD_REQUEST', 'The path is not well percent-encoded')
  if (typeof statusCode === 'number' && statusCode < 500) return problem('BAD_REQUEST', String(message))
  return null
}

/** Errors of a connection that cannot be made or breaks, by Node and by PostgreSQL (classes 08, 53300 and 57P0x). */
function isDatabaseAway(error: unknown): boolean {
  if (!(error instanceof Error)) return false
  if (error instanceof AggregateError) return error.errors.length > 0 && error.errors.every(isDatabaseAway)
  const code = 'code' in error ? String(error.code) : ''
  return (
    /^(ECONNREFUSED|ECONNRESET|EPIPE|ENOENT|EHOSTUNREACH|ENETUNREACH|ENOTFOUND|EAI_AGAIN|ETIMEDOUT|08...|53300|57P0[123])$/.test(
      code,
    ) ||
    /^(Connection terminated|timeout exceeded when trying to connect|Client has encountered a connection error)/.test(
      error.message,
    )
  )
}
