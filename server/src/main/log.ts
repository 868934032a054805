import { pino } from 'pino'
import type { Log } from '../actions/parts.ts'

const secretNames = [
  ...['password', 'orderPassword', 'billPassword', 'secret', 'applicationSecret', 'clientSecret', 'client_secret'],
  ...['consumerKey', 'token', 'adminToken', 'accessToken', 'access_token', 'credentialToken', 'secretKey', 'iban'],
  ...['authorization', 'cookie', 'x-ovh-signature', 'x-ovh-consumer'],
]

/**
 * The structured log, a JSON object a line on standard error. Nobody should hand it a secret; should it happen under one of the
 * usual names, at the top or one or two levels down, the value is struck out.
 */
export function makeLog(): Log {
  const paths = secretNames.flatMap((name) => [`["${name}"]`, `*["${name}"]`, `*.*["${name}"]`])
  return pino(
    { base: null, redact: { paths, censor: '[secret]' }, serializers: { error: pino.stdSerializers.err } },
    pino.destination({ dest: 2, sync: true }),
  )
}
