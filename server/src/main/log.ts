import { pino } from 'pino'
import type { Log } from '../actions/parts.ts'

/** The least that is written: `info` has a line for each request. */
export type LogLevel = 'info' | 'warn' | 'error'

const secretNames = [
  ...['password', 'orderPassword', 'billPassword', 'secret', 'applicationSecret', 'clientSecret', 'client_secret'],
  ...['consumerKey', 'token', 'adminToken', 'accessToken', 'access_token', 'credentialToken', 'secretKey', 'iban'],
  ...['authorization', 'cookie', 'x-ovh-signature', 'x-ovh-consumer'],
]

/**
 * The structured log, a JSON object a line on standard error. Nobody should hand it a secret; should it happen under one of the
 * usual names, at the top or one or two levels down, the value is struck out.
 */
export function makeLog(level: LogLevel): Log {
  const paths = secretNames.flatMap((name) => [`["${name}"]`, `*["${name}"]`, `*.*["${name}"]`])
  return pino(
    { base: null, level, redact: { paths, censor: '[secret]' }, serializers: { error: errorFacts, err: errorFacts } },
    pino.destination({ dest: 2, sync: true }),
  )
}

/** An error by its words alone: what libraries hang onto errors (connections, statements with their values) may hold secrets. */
function errorFacts(error: unknown): unknown {
  if (!(error instanceof Error)) return String(error)
  const code = 'code' in error ? error.code : undefined
  const cause = error.cause === undefined ? undefined : errorFacts(error.cause)
  return { name: error.name, message: error.message, code, stack: error.stack, cause }
}
