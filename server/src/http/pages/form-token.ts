import { randomUUID } from 'node:crypto'
import type { Seal } from '../../actions/parts.ts'
import type { Instant } from '../../calendar/calendar.ts'

/** How long a form can be used, in real time (rule T7). */
const holdsMinutes = 15

/** What is sealed into the form of a holder who logged in. JSON. */
export type Bound = Readonly<Record<string, string | number | null>>

/**
 * A new token for a form: it stands for the login, instead of a cookie, so that no other site can send the form. Without the server's
 * key nobody can make, read or change one.
 * @param purpose tells it from everything else that is sealed
 */
export function newFormToken(seal: Seal, purpose: string, bound: Bound, now: Instant): string {
  const until = now.add({ minutes: holdsMinutes }).toString()
  return seal.seal(JSON.stringify({ ...bound, purpose, form: randomUUID(), until })).toString('base64url')
}

/** What was sealed into a form, and `form`, its own id; null when the token is none of ours, for another purpose, or too old. */
export function openFormToken(
  seal: Seal,
  purpose: string,
  text: string,
  now: Instant,
): Readonly<Record<string, unknown>> | null {
  const plain = opened(seal, text)
  if (plain === null) return null
  const token: Readonly<Record<string, unknown>> = JSON.parse(plain)
  if (token.purpose !== purpose) return null
  return Temporal.Instant.compare(Temporal.Instant.from(String(token.until)), now) > 0 ? token : null
}

function opened(seal: Seal, text: string): string | null {
  try {
    const plain = seal.open(Buffer.from(text, 'base64url'))
    return plain.startsWith('{') ? plain : null
  } catch {
    return null
  }
}
