import { Readable } from 'node:stream'
import type { FastifyReply } from 'fastify'
import { ZipFile } from 'yazl'
import { readOwnDocument } from '../../actions/billing/read-document-page.ts'
import { readExport } from '../../actions/billing/read-export.ts'
import { readExported } from '../../actions/billing/read-exported.ts'
import type { Parts } from '../../actions/parts.ts'
import type { DocumentExport, ExportedDocument } from '../../bills/export.store.ts'
import { libraryDate } from '../../calendar/library-date.ts'
import { documentSheet } from '../../documents/document-sheet.ts'
import { csvHead, csvLine } from '../../documents/export-csv.ts'
import { printPdf } from '../../documents/print-pdf.ts'
import type { PlainRoutes, ServerSetup } from '../setup.ts'
import { linkNotFound } from './link-not-found.ts'
import { openPage } from './open-page.ts'

/** `GET /export?id=&token=`: the mailed link to exported documents. The file is written while it is sent, and kept nowhere. */
export const exportPageRoutes: PlainRoutes = (app, setup) => {
  app.get('/export', (request, reply) =>
    openPage(
      { setup, request, reply },
      linkNotFound,
      () => named(setup, request.query as Readonly<Record<string, unknown>>),
      async (found) => send(reply, setup.parts, found),
    ),
  )
}

async function named({ parts }: ServerSetup, { id, token }: Readonly<Record<string, unknown>>) {
  if (typeof id !== 'string' || !/^\d{1,15}$/.test(id) || typeof token !== 'string') return null
  return readExport(parts, { id: Number(id), token })
}

function send(reply: FastifyReply, parts: Parts, found: DocumentExport): FastifyReply {
  const { kind, archive } = found
  return reply
    .headers({
      'content-type': archive === 'csv' ? 'text/csv; charset=utf-8' : 'application/zip',
      'content-disposition': `attachment; filename="${kind}s.${archive}"`,
      'referrer-policy': 'no-referrer',
      'cache-control': 'no-store',
      'x-content-type-options': 'nosniff',
      'x-robots-tag': 'noindex',
    })
    .send(archive === 'csv' ? Readable.from(csvOf(parts, found)) : zipOf(parts, found))
}

async function* csvOf(parts: Parts, found: DocumentExport): AsyncGenerator<string> {
  yield csvHead(found.kind)
  for await (const document of readExported(parts, found)) yield csvLine(found.kind, document, parts.zone)
}

/** Each PDF is printed when the one before it is sent, so that one at a time is in memory. */
function zipOf(parts: Parts, found: DocumentExport): Readable {
  const zip = new ZipFile()
  const output = zip.outputStream as Readable
  zip.on('error', (error: Error) => output.destroy(error))
  fill(zip, parts, found).catch((error: Error) => output.destroy(error))
  return output
}

async function fill(zip: ZipFile, parts: Parts, found: DocumentExport): Promise<void> {
  for await (const document of readExported(parts, found)) {
    const mtime = libraryDate(document.issuedAt)
    zip.addReadStreamLazy(`${document.id}.pdf`, { mtime, compress: false }, (give) => {
      print(parts, found, document).then(
        (pdf) => give(null, Readable.from([pdf])),
        (error: Error) => give(error, Readable.from([])),
      )
    })
  }
  zip.end()
}

async function print(parts: Parts, { accountId }: DocumentExport, { id }: ExportedDocument): Promise<Buffer> {
  const page = await readOwnDocument(parts, { accountId, id })
  return Buffer.from(await printPdf(documentSheet(page, parts.zone)))
}
