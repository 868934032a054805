import { createHash } from 'node:crypto'
import { problem } from '../../problem/problem.ts'

/** The key of a list's last row, in the order of its columns. */
export type CursorKey = readonly (string | number)[]

/**
 * Where a list goes on: opaque to its reader. It carries the name of its list and a checksum, so that one that was changed, cut
 * short, or taken from another list is refused instead of giving a page that starts anywhere.
 */
export function encodeCursor(list: string, key: CursorKey): string {
  const body = JSON.stringify(key)
  return Buffer.from(checksum(list, body) + body).toString('base64url')
}

/**
 * The key in a cursor.
 * @param kinds the types of the list's key, column by column
 * @throws INVALID_PARAMETER for anything but a cursor that this list gave
 */
export function decodeCursor(list: string, kinds: readonly ('string' | 'number')[], cursor: string): CursorKey {
  const text = Buffer.from(cursor, 'base64url').toString()
  const body = text.slice(checksumLength)
  const known =
    text.slice(0, checksumLength) === checksum(list, body) && Buffer.from(text).toString('base64url') === cursor
  const key: unknown = known ? JSON.parse(body) : null
  if (!isKey(key, kinds)) {
    throw problem(
      'INVALID_PARAMETER',
      'after: this is no cursor of this list: take `next` of its last page, unchanged',
      {
        field: 'after',
      },
    )
  }
  return key
}

const checksumLength = 12

function checksum(list: string, body: string): string {
  return createHash('sha256').update(`${list}\n${body}`).digest('base64url').slice(0, checksumLength)
}

function isKey(key: unknown, kinds: readonly string[]): key is CursorKey {
  return Array.isArray(key) && key.length === kinds.length && key.every((part, index) => typeof part === kinds[index])
}
