import {
  type DocumentPage,
  type DocumentPageRequest,
  readDocumentPage,
} from '../../actions/billing/read-document-page.ts'
import type { DocumentKind } from '../../bills/document.ts'
import { documentSheet } from '../../documents/document-sheet.ts'
import type { DocumentId } from '../../identity/identity.ts'
import { wireContext } from '../context.ts'
import { type Page, sendPage } from '../page.ts'
import type { PlainRoutes, ServerSetup } from '../setup.ts'
import { openPage, sheetNotFound } from './open-page.ts'
import { pageWordsOf } from './page-dictionary.ts'
import { sendPdf } from './send-pdf.ts'
import { documentLink, documentLinks, orderLink, pdfLink } from './sheet-links.ts'
import { sheetPage } from './sheet-page.ts'

const kinds: readonly { readonly kind: DocumentKind; readonly idName: string }[] = [
  { kind: 'bill', idName: 'billId' },
  { kind: 'refund', idName: 'refundId' },
]

/** `GET /bill?billId=&password=`, `/refund?refundId=&password=` and the same with `.pdf`: documents for who has their link. */
export const documentPageRoutes: PlainRoutes = (app, setup) => {
  for (const { kind, idName } of kinds) {
    const read = (query: unknown) => named(setup, kind, query as Query, idName)
    app.get(`/${kind}`, (request, reply) =>
      openPage(
        { setup, request, reply },
        sheetNotFound(kind),
        () => read(request.query),
        async (page) => sendPage(reply, 200, documentPage(setup, page)),
      ),
    )
    app.get(`/${kind}.pdf`, (request, reply) =>
      openPage(
        { setup, request, reply },
        sheetNotFound(kind),
        () => read(request.query),
        (page) => sendPdf(reply, documentSheet(page, setup.parts.zone)),
      ),
    )
  }
}

type Query = Readonly<Record<string, unknown>>

async function named(setup: ServerSetup, kind: DocumentKind, query: Query, idName: string) {
  const { [idName]: id, password } = query
  if (typeof id !== 'string' || !/^[BR]\d{4}-\d{6,10}$/.test(id) || typeof password !== 'string') return null
  const request: DocumentPageRequest = { kind, id: id as DocumentId, password }
  return readDocumentPage(setup.parts, request)
}

function documentPage({ parts }: ServerSetup, page: DocumentPage): Page {
  const { document, order, corrected, corrections, debtIsOpen } = page
  const context = wireContext(parts)
  const sheet = documentSheet(page, parts.zone)
  const words = pageWordsOf[sheet.language]
  const others = corrected === null ? corrections : [corrected]
  const toPay = debtIsOpen && page.orderStatus === 'notPaid'
  const toOrder = orderLink(context, order, words)
  return sheetPage(sheet, {
    links: [
      ...(toPay ? [{ text: words.payBill, href: `${toOrder.href}#pay`, isAct: true }] : []),
      pdfLink(documentLinks(context, document), words),
      ...(toPay ? [] : [toOrder]),
      ...others.map((other) => documentLink(context, other, words)),
    ],
  })
}
