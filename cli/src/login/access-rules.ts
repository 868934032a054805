import { refusal } from '../refusal.ts'

export interface AccessRule {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE'
  readonly path: string
}

const reading = [
  ...['/auth/*', '/me', '/me/bill', '/me/bill/*', '/me/order', '/me/order/*'],
  ...['/me/payment/method', '/me/payment/method/*', '/service/*', '/services', '/services/*'],
].map((path): AccessRule => ({ method: 'GET', path }))

/** Each ends in what it allows alone: no rule opens the whole account. */
const writing: readonly AccessRule[] = [
  { method: 'POST', path: '/service/*/renew' },
  { method: 'POST', path: '/me/order/*/pay' },
  { method: 'POST', path: '/me/order/*/payWithRegisteredPaymentMean' },
  { method: 'PUT', path: '/services/*' },
]

/** What the verbs of this program call. A dry run is a POST, so that it is not among what only reads. */
export function rulesFor({
  readOnly,
  more,
}: {
  readonly readOnly: boolean
  readonly more: readonly string[]
}): readonly AccessRule[] {
  return [...reading, ...(readOnly ? [] : writing), ...more.map(parseRule)]
}

/** @throws usage */
function parseRule(text: string): AccessRule {
  const [, method, path] = /^(GET|POST|PUT|DELETE) (\/\S*)$/i.exec(text.trim()) ?? []
  if (!method || !path) throw refusal('usage', `--rule "${text}": write a method and a path, such as "GET /vps/*"`)
  return { method: method.toUpperCase() as AccessRule['method'], path }
}
