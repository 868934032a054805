import type { DocumentKind } from '../../bills/document.ts'
import { listDocumentIds } from '../../bills/document-list.store.ts'
import { countExported, type DocumentExport, type ExportChoice, insertExport } from '../../bills/export.store.ts'
import { addHours, type Instant, isBefore, realClock } from '../../calendar/calendar.ts'
import { lockAccounts } from '../../customers/account.store.ts'
import { hashKey, newKey } from '../../customers/secret.ts'
import type { Transaction } from '../../database/transaction.ts'
import type { AccountId, DocumentId } from '../../identity/identity.ts'
import { insertNotices } from '../../notices/notice.store.ts'
import { problem } from '../../problem/problem.ts'
import type { Parts } from '../parts.ts'
import { serviceNotice } from '../telling/service-notice.ts'

export interface ExportRequest {
  readonly accountId: AccountId
  readonly kind: DocumentKind
  readonly archive: DocumentExport['archive']
  /** null: all in that time. */
  readonly ids: readonly DocumentId[] | null
  readonly from: Instant | null
  readonly to: Instant | null
}

/** Hours for which a mailed link is good, in real time (rule T7). */
const linkHours = 7 * 24
/** PDFs in one archive: each takes a tenth of a second to print. */
const mostPrinted = 1_000

/**
 * Asks for documents as one file. Nothing is written now: the mailed link streams it each time that it is opened, always the same.
 * @returns the link: a secret
 * @throws NOT_FOUND for numbers that are not the account's, and when there is nothing to export; INVALID_PARAMETER
 */
export async function exportDocuments(parts: Parts, request: ExportRequest): Promise<string> {
  const { accountId, archive } = request
  const at = parts.clock.now()
  const to = request.to === null || isBefore(at, request.to) ? at : request.to
  if (request.from && isBefore(to, request.from)) throw wrong('startDate', 'it is after endDate, or still to come')
  const asked = { ...request, ids: request.ids?.length ? request.ids : null, to }
  const token = newKey('mailedToken')
  return parts.transaction(async (transaction) => {
    await lockAccounts(transaction, [accountId])
    await refuse(transaction, asked, archive)
    const facts = { ...asked, tokenHash: hashKey(token), expiresAt: addHours(realClock.now(), linkHours) }
    const id = await insertExport(transaction, facts)
    const link = `${parts.publicUrl}/export?id=${id}&token=${token}`
    const data = { linkSealed: parts.seal.seal(link).toString('base64') }
    const notice = serviceNotice({ accountId, kind: 'documents.exported', services: [], data, at })
    await insertNotices(transaction, [notice])
    return link
  })
}

async function refuse(
  transaction: Transaction,
  choice: ExportChoice,
  archive: DocumentExport['archive'],
): Promise<void> {
  const { accountId, kind, ids } = choice
  if (ids) {
    const none = { categories: null, from: null, to: null, orderId: null }
    const own = new Set(await listDocumentIds(transaction, accountId, kind, none))
    const foreign = ids.find((id) => !own.has(id))
    if (foreign) throw problem('NOT_FOUND', `there is no ${kind} ${foreign}`, { field: 'ids' })
  }
  const count = await countExported(transaction, choice)
  if (count === 0) throw problem('NOT_FOUND', `there is no ${kind} in that time: nothing to export`)
  if (archive === 'csv' || count <= mostPrinted) return
  throw wrong('archiveType', `${count} documents are too many for one zip, ${mostPrinted} at most: take a shorter time`)
}

function wrong(field: string, message: string) {
  return problem('INVALID_PARAMETER', `${field}: ${message}`, { field })
}
