import type { FastifyReply } from 'fastify'
import { printPdf } from '../../documents/print-pdf.ts'
import type { Sheet } from '../../documents/sheet.ts'

/** Sends a sheet as a PDF, to be shown in the browser; like the pages it is not stored, and tells its address to nobody. */
export async function sendPdf(reply: FastifyReply, sheet: Sheet): Promise<FastifyReply> {
  const pdf = await printPdf(sheet)
  return reply
    .headers({
      'content-type': 'application/pdf',
      'content-disposition': `inline; filename="${sheet.name}.pdf"`,
      'content-language': sheet.language,
      'referrer-policy': 'no-referrer',
      'cache-control': 'no-store',
      'x-content-type-options': 'nosniff',
      'x-frame-options': 'DENY',
      'x-robots-tag': 'noindex',
    })
    .send(Buffer.from(pdf.buffer, pdf.byteOffset, pdf.byteLength))
}
