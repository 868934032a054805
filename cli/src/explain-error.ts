import {
  ApiError,
  ConfigurationError,
  ForbiddenError,
  NetworkError,
  OdnowaError,
  TimeoutError,
} from '@odnowa/sdk/errors.ts'
import type { Exit } from './exit-codes.ts'
import { isRefusal } from './refusal.ts'

export interface Explanation {
  readonly exit: Exit
  /** What was wrong, where, and what to do. */
  readonly text: string
}

/** Tells a person about an error, and a script what kind it is. */
export function explainError(error: unknown): Explanation {
  if (isRefusal(error)) return { exit: error.exit, text: error.message }
  if (error instanceof ForbiddenError) {
    return { exit: 'configuration', text: apiLines(error, adviceOnRights(error)) }
  }
  if (error instanceof ApiError) return { exit: exitOfStatus(error.status), text: apiLines(error, adviceOn(error)) }
  if (error instanceof ConfigurationError) return { exit: 'configuration', text: error.message }
  if (error instanceof NetworkError || error instanceof TimeoutError) {
    return { exit: 'unavailable', text: lines(error.message, 'is the server up, and --endpoint right?') }
  }
  if (error instanceof OdnowaError) return { exit: 'unavailable', text: error.message }
  const text = error instanceof Error ? error.message : String(error)
  return { exit: 'unexpected', text: lines(text, 'this should not happen: --debug shows where it came from') }
}

const exitsOfStatus: Readonly<Record<number, Exit>> = {
  401: 'configuration',
  402: 'declined',
  403: 'configuration',
  404: 'notFound',
  429: 'unavailable',
}

function exitOfStatus(status: number): Exit {
  return exitsOfStatus[status] ?? (status >= 500 ? 'unavailable' : 'refused')
}

function adviceOn({ status, errorCode, retryAfterSeconds, path, details }: ApiError): string | null {
  if (status === 401) return 'the credentials are not taken: `odnowa login` makes new ones'
  if (status === 402) return `\`odnowa pay ${orderIn(path)} --means ...\` pays with another of \`odnowa means\``
  if (errorCode === 'PAYMENT_FAILED') return `\`odnowa pay ${orderIn(path)}\` tries again`
  if (errorCode === 'SERVICE_HAS_OPEN_BILL' && details.orderId) return `\`odnowa pay ${details.orderId}\` pays it`
  if (errorCode === 'SERVICE_ENDING') return '`odnowa mode <service> keep` undoes that'
  if (status === 429) {
    return retryAfterSeconds === null ? 'too many calls: wait a minute' : `wait ${Math.ceil(retryAfterSeconds)} seconds`
  }
  return errorCode === 'QUERY_TIME_OUT' ? "this machine's clock is wrong" : null
}

/** The number of the order that a path is about. */
function orderIn(path: string): string {
  return /^\/me\/order\/(\d+)/.exec(path)?.[1] ?? '<order>'
}

function adviceOnRights(error: ForbiddenError): string {
  const { missingRule, missingRights, errorCode } = error
  if (missingRule !== null) {
    return `this key lacks the access rule "${missingRule}": \`odnowa login --rule "${missingRule}"\` asks for a key that has it too`
  }
  if (missingRights.length > 0) {
    return `the service account lacks ${missingRights.join(' and ')}: add that to its IAM policy`
  }
  if (errorCode === 'INVALID_CREDENTIAL' || errorCode === 'NOT_CREDENTIAL') {
    return 'the consumer key has ended or was never validated: `odnowa login` makes a new one'
  }
  return errorCode === 'INVALID_KEY' ? 'is this application key of that endpoint?' : 'these credentials may not do this'
}

/** The server's own words first, then what to do, then where it was, as OVHcloud's support wants to know it. */
function apiLines({ message, method, path, status, queryId }: ApiError, advice: string | null): string {
  const place = `${method} ${path}: ${status}`
  const asked = queryId === null ? '' : ` (query id ${queryId})`
  const words = message.startsWith(`${place} `)
    ? message.slice(place.length + 1, message.length - asked.length)
    : message
  return lines(
    lines(words, advice),
    `${method} ${path} answered ${status}${queryId === null ? '' : `, query id ${queryId}`}`,
  )
}

function lines(text: string, advice: string | null): string {
  return advice === null ? text : `${text}\n  ${advice}`
}
