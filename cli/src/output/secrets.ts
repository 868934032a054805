/** Fields that open an order or a bill to whoever holds them. */
const secretFields = new Set(['password', 'url', 'pdfUrl'])

/**
 * The object without what opens documents without a login: a link in a log or a ticket is a leak. A route's `url`
 * is a path of the API and stays.
 */
export function withoutSecrets(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutSecrets)
  if (value === null || typeof value !== 'object') return value
  const fields = Object.entries(value).filter(([name, content]) => !secretFields.has(name) || isPath(content))
  return Object.fromEntries(fields.map(([name, content]) => [name, withoutSecrets(content)]))
}

function isPath(content: unknown): boolean {
  return typeof content === 'string' && /^\/[^?]*$/.test(content)
}
