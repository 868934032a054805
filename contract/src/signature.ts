/**
 * OVH's application-key signature (ovh-api.md 1.2). Pure, imports nothing: the server, the SDK and browsers use it alike;
 * each brings its own SHA-1.
 */
export interface SignedParts {
  readonly applicationSecret: string
  readonly consumerKey: string
  /** Upper case. */
  readonly method: string
  /** Absolute: scheme, host, path, query string. */
  readonly url: string
  /** Decimal seconds, as sent in `X-Ovh-Timestamp`. */
  readonly timestamp: string
}

/**
 * The bytes that are hashed, in pieces: everything before the body, the body as it is sent, everything after it. The
 * body stays in its bytes because re-encoding it can change them.
 */
export function signatureBase<Body extends string | Uint8Array>(
  parts: SignedParts,
  body: Body,
): readonly [string, Body, string] {
  const { applicationSecret, consumerKey, method, url, timestamp } = parts
  return [`${applicationSecret}+${consumerKey}+${method}+${url}+`, body, `+${timestamp}`]
}

/** `$1$` and the hexadecimal SHA-1 of the pieces, in lower case: the content of `X-Ovh-Signature`. */
export function signature(sha1Hex: string): string {
  return `$1$${sha1Hex}`
}

/** A request as a server sees it. */
export interface ReceivedTarget {
  /** The origin that the server is configured to be reached at: `https://api.example.com`. */
  readonly publicUrl: string
  /** The `Host` header, as sent. */
  readonly host: string | undefined
  /** The request target, as sent: `/1.0/me/order?date.from=...`. */
  readonly target: string
}

/**
 * The URLs that a client may have signed for a request, likeliest first, each made when it is asked for: under the public origin, under the host that the
 * client named (with its port, by either scheme: a proxy may hold the certificate), and over https without a port, as
 * node-ovh signs. Each with the path as sent and with the path decoded, as python-ovh signs.
 */
export function* candidateUrls({ publicUrl, host, target }: ReceivedTarget): Generator<string, void> {
  yield publicUrl.replace(/\/+$/, '') + target
  const origins = [publicUrl.replace(/\/+$/, '')]
  if (host) origins.push(`http://${host}`, `https://${host}`, `https://${host.replace(/:\d+$/, '')}`)
  const urls = new Set(targetForms(target).flatMap((form) => origins.map((origin) => origin + form)))
  for (const url of [...urls].slice(1)) yield url
}

/** The target as sent, and with its path percent-decoded: all of it, or all but what would read as a delimiter. */
function targetForms(target: string): readonly string[] {
  const end = target.indexOf('?')
  const path = end < 0 ? target : target.slice(0, end)
  const query = end < 0 ? '' : target.slice(end)
  return [path, ...decoded(path, decodeURI), ...decoded(path, decodeURIComponent)].map((form) => form + query)
}

function decoded(path: string, decode: (text: string) => string): readonly string[] {
  try {
    return [decode(path)]
  } catch {
    return []
  }
}
