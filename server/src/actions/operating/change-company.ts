import type { Operator } from '../../operators/token.ts'
import { readCompany, writeSetting } from '../../policy/policy.store.ts'
import type { Company } from '../../policy/policy.ts'
import type { Parts } from '../parts.ts'
import { auditChange } from './audit-change.ts'

/** Changes the seller's data; it stays the same legal entity, with the same document series (rule B1). */
export async function changeCompany(
  parts: Parts,
  request: { readonly operator: Operator; readonly change: Partial<Omit<Company, 'legalEntity'>> },
): Promise<Company> {
  const { operator, change } = request
  return parts.transaction(async (transaction) => {
    await writeSetting(transaction, 'company', change)
    const data = { ...change }
    await auditChange(transaction, parts, { operator, action: 'company.changed', subject: 'company', data })
    return readCompany(transaction)
  })
}
