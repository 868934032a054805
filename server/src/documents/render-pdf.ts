import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import pdfmake from 'pdfmake'
import { fontName, pdfDefinition } from './pdf-definition.ts'
import type { Sheet } from './sheet.ts'

/** Source Sans 3 (SIL Open Font License): Latin with all Polish letters, Greek, Cyrillic, narrow spaces and figures of one width. */
const fontFiles = { normal: '400Regular/SourceSans3_400Regular.ttf', bold: '600SemiBold/SourceSans3_600SemiBold.ttf' }

/**
 * Renders a sheet as a PDF with its fonts embedded. The same sheet gives the same bytes. Takes a processor for a tenth of a second
 * for a sheet of 40 lines: `print-pdf.ts` does it beside the server's own thread.
 */
export async function renderPdf(sheet: Sheet): Promise<Buffer> {
  prepare()
  return pdfmake.createPdf(pdfDefinition(sheet)).getBuffer()
}

let isPrepared = false

/** Reads the fonts once; afterwards nothing is read from disk or from the network, whatever a definition says. */
function prepare(): void {
  if (isPrepared) return
  const { resolve } = createRequire(import.meta.url)
  const kept = pdfmake as typeof pdfmake & { readonly virtualfs: { writeFileSync(name: string, data: Buffer): void } }
  for (const file of Object.values(fontFiles)) {
    kept.virtualfs.writeFileSync(file, readFileSync(resolve(`@expo-google-fonts/source-sans-3/${file}`)))
  }
  pdfmake.setFonts({ [fontName]: fontFiles })
  pdfmake.setUrlAccessPolicy(() => false)
  pdfmake.setLocalAccessPolicy(() => false)
  isPrepared = true
}
