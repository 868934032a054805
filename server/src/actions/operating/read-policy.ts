import { readPolicy as read } from '../../policy/policy.store.ts'
import type { Policy } from '../../policy/policy.ts'
import type { Parts } from '../parts.ts'

/** The numbers of the rules that are in force. */
export async function readPolicy(parts: Parts): Promise<Policy> {
  return parts.transaction(read)
}
