import { randomInt } from 'node:crypto'
import type { Nichandle } from '../identity/identity.ts'
import { problem } from '../problem/problem.ts'

/**
 * Ours read `ab12345-ovh`; an operator may name accounts otherwise: 3 to 64 lower-case letters, digits, dots and hyphens.
 * @throws INVALID_PARAMETER
 */
export function parseNichandle(text: string): Nichandle {
  if (/^[a-z0-9][a-z0-9.-]{1,62}[a-z0-9]$/.test(text)) return text as Nichandle
  throw problem(
    'INVALID_PARAMETER',
    `nichandle: "${text}" is none: write lower-case letters, digits, dots and hyphens, such as ab12345-ovh`,
    {
      field: 'nichandle',
    },
  )
}

/** A new nichandle of somebody's initials and a random number: `md48213377-ovh`. It may be taken already, though rarely. */
export function newNichandle(firstname: string, name: string): Nichandle {
  return `${initial(firstname)}${initial(name)}${randomInt(10_000_000, 100_000_000)}-ovh` as Nichandle
}

/** The first Latin letter without its accents; x when there is none. */
function initial(text: string): string {
  return /[a-z]/.exec(text.normalize('NFD').toLowerCase())?.[0] ?? 'x'
}
