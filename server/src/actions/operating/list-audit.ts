import { listAudit as readAudit } from '../../operators/audit.store.ts'
import type { AuditRecord } from '../../operators/audit.ts'
import type { Parts } from '../parts.ts'

/** What operators changed, oldest first, from after an id on. */
export async function listAudit(
  parts: Parts,
  page: { readonly after: number; readonly limit: number },
): Promise<AuditRecord[]> {
  return parts.transaction((transaction) => readAudit(transaction, page))
}
