import { randomInt } from 'node:crypto'
import type { Nichandle } from '../identity/identity.ts'
import { problem } from '../problem/problem.ts'

/** @throws INVALID_PARAMETER for anything but two or three lower-case letters, one to eight digits and `-ovh`. */
export function parseNichandle(text: string): Nichandle {
  if (/^[a-z]{2,3}[0-9]{1,8}-ovh$/.test(text)) return text as Nichandle
  throw problem(
    'INVALID_PARAMETER',
    `nichandle: "${text}" is none: write two letters, digits and -ovh, such as ab12345-ovh`,
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
