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

/** `details` is left out where there are none. */
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
 * that id reaches him; a fault of ours that he may know of (the database is away) is logged with what caused it.
 */
export function problemOf(error: unknown, queryId: string, log: Log): Problem {
  if (error instanceof Problem) {
    if (error.status >= 500) log.error({ queryId, code: error.code, error: error.message, ...causeOf(error) }, failed)
    return error
  }
  const refused = refusedByFastify(error)
  if (refused) return refused
  const { message, stack } = error instanceof Error ? error : new Error(String(error))
  log.error({ queryId, error: message, stack, ...causeOf(error) }, failed)
  return problem('INTERNAL', `Internal server error: quote the query id ${queryId} to the operator`)
}

const failed = 'a request failed'

function causeOf(error: unknown): { readonly cause?: string } {
  const { cause } = error as { readonly cause?: unknown }
  return cause === undefined ? {} : { cause: cause instanceof Error ? cause.message : String(cause) }
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
