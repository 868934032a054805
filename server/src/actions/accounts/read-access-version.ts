import { readAccessVersion as read } from '../../customers/credential.store.ts'
import { askTogether } from '../ask-together.ts'
import type { Parts } from '../parts.ts'

const readTogether = askTogether(
  () => 'all',
  async (parts: Pick<Parts, 'transaction'>) => [await parts.transaction(read, 'reads')],
)

/** The version of all applications and credentials as of now: what was read under it before still stands. Null: there is none. */
export function readAccessVersion(parts: Pick<Parts, 'transaction'>): Promise<string | null> {
  return readTogether(parts, null)
}
