import { refusal } from './refusal.ts'
import type { Terminal } from './terminal.ts'

/** Milliseconds: documents are drawn when they are asked for, which takes a second or two. */
const patience = 60_000

/**
 * Fetches a document by its link. The link opens the document to whoever holds it, so that no error shows it.
 * @throws unavailable or notFound
 */
export async function downloadPdf(terminal: Terminal, what: string, link: string): Promise<Uint8Array> {
  const answer = await terminal.fetch(link, { signal: AbortSignal.timeout(patience) }).catch(() => {
    throw refusal('unavailable', `the PDF of ${what} could not be fetched: no answer from its server`)
  })
  if (!answer.ok) {
    const exit = answer.status === 404 ? 'notFound' : 'unavailable'
    throw refusal(exit, `the PDF of ${what} could not be fetched: its server answered ${answer.status}`)
  }
  const body = await answer.arrayBuffer().catch(() => {
    throw refusal('unavailable', `the PDF of ${what} could not be fetched: its server broke off, or was too slow`)
  })
  const bytes = new Uint8Array(body)
  if (!new TextDecoder().decode(bytes.subarray(0, 5)).startsWith('%PDF-')) {
    throw refusal('unavailable', `what came for the PDF of ${what} is no PDF`)
  }
  return bytes
}
