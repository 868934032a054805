import { createHash } from 'node:crypto'

export interface Keys {
  readonly endpoint: string
  readonly applicationKey: string
  readonly applicationSecret: string
  readonly consumerKey: string
}

export interface Answer {
  readonly status: number
  // biome-ignore lint/suspicious/noExplicitAny: the wire's JSON, which each test reads as what it asked for
  readonly body: any
  readonly headers: Headers
}

/** Signs a call with application keys and sends it, as the SDKs do (ovh-api.md 1.2). `path` is without the branch. */
export async function signedCall(
  keys: Keys,
  method: string,
  path: string,
  body?: unknown,
  headers: Record<string, string> = {},
): Promise<Answer> {
  const url = `${keys.endpoint}${path}`
  const text = body === undefined ? '' : JSON.stringify(body)
  const timestamp = String(Math.floor(Temporal.Now.instant().epochMilliseconds / 1000))
  const signed = [keys.applicationSecret, keys.consumerKey, method, url, text, timestamp].join('+')
  return send(method, url, text, {
    'x-ovh-application': keys.applicationKey,
    'x-ovh-consumer': keys.consumerKey,
    'x-ovh-timestamp': timestamp,
    'x-ovh-signature': `$1$${createHash('sha1').update(signed).digest('hex')}`,
    ...headers,
  })
}

/** Sends a call with no credential but what `headers` have. */
export async function send(
  method: string,
  url: string,
  text: string,
  headers: Record<string, string> = {},
): Promise<Answer> {
  const answer = await fetch(url, {
    method,
    headers: { ...(text === '' ? {} : { 'content-type': 'application/json' }), ...headers },
    ...(text === '' ? {} : { body: text }),
  })
  const received = await answer.text()
  return { status: answer.status, body: received === '' ? null : JSON.parse(received), headers: answer.headers }
}
