import { readCompany as read } from '../../policy/policy.store.ts'
import type { Company } from '../../policy/policy.ts'
import type { Parts } from '../parts.ts'

/** The seller as it would stand on a document now (rule B2). */
export async function readCompany(parts: Parts): Promise<Company> {
  return parts.transaction(read)
}
