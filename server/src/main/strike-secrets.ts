const secretNames: ReadonlySet<string> = new Set([
  ...['password', 'orderPassword', 'billPassword', 'secret', 'applicationSecret', 'clientSecret', 'client_secret'],
  ...['consumerKey', 'token', 'adminToken', 'accessToken', 'access_token', 'credentialToken', 'secretKey', 'iban'],
  ...['authorization', 'cookie', 'x-ovh-signature', 'x-ovh-consumer'],
])
const depth = 2

/**
 * The facts of a line of the log without the values that stand under the usual names of secrets, at the top or one or two levels
 * down. Facts without any are answered as they are: every request has a line, and should cost nothing here.
 */
export function strikeSecrets<Facts extends object>(facts: Facts): Facts {
  return struck(facts, depth) as Facts
}

function struck(value: object, levels: number): object {
  let changed: Record<string, unknown> | null = null
  for (const [name, inner] of Object.entries(value)) {
    const kept = secretNames.has(name) ? '[secret]' : isPlain(inner) && levels > 0 ? struck(inner, levels - 1) : inner
    if (kept === inner) continue
    changed ??= copy(value)
    changed[name] = kept
  }
  return changed ?? value
}

function copy(value: object): Record<string, unknown> {
  return (Array.isArray(value) ? [...value] : { ...value }) as Record<string, unknown>
}

/** Errors and the like are written by their own serializers. */
function isPlain(value: unknown): value is object {
  return typeof value === 'object' && value !== null && (Array.isArray(value) || value.constructor === Object)
}
