import { exportDocuments } from '../../actions/billing/export-documents.ts'
import type { DocumentKind } from '../../bills/document.ts'
import type { DocumentId } from '../../identity/identity.ts'
import { dateRange } from '../date-range.ts'
import { type Call, type Operation, operation } from '../operation.ts'

/**
 * Bills and refunds as one file. The answer has no body; the link to the file is mailed, and stands in the header `Location`, for programs.
 */
export const exportOperations: readonly Operation[] = [
  operation('POST /me/bill/export', (call) => ask(call, 'bill')),
  operation('POST /me/refund/export', (call) => ask(call, 'refund')),
]

type ExportCall = Pick<Call<'POST /me/bill/export'>, 'parts' | 'caller' | 'body' | 'setHeader'>

async function ask({ parts, caller, body, setHeader }: ExportCall, kind: DocumentKind): Promise<void> {
  const { archiveType: archive, ids, startDate, endDate } = body
  const range = dateRange({
    ...(startDate === undefined ? {} : { 'date.from': startDate }),
    ...(endDate === undefined ? {} : { 'date.to': endDate }),
  })
  const choice = { archive, ids: (ids ?? null) as readonly DocumentId[] | null, ...range }
  setHeader('location', await exportDocuments(parts, { accountId: caller.accountId, kind, ...choice }))
}
