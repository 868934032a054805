import { parentPort } from 'node:worker_threads'
import type { PrintAnswer, PrintJob } from './print-pdf.ts'
import { renderPdf } from './render-pdf.ts'

/** The thread of `print-pdf.ts`: answers each sheet with its PDF, one after the other. */
parentPort?.on('message', async ({ id, sheet }: PrintJob) => {
  const answer: PrintAnswer = await renderPdf(sheet).then(
    (pdf) => ({ id, pdf }),
    (error: unknown) => ({ id, error: error instanceof Error ? (error.stack ?? error.message) : String(error) }),
  )
  parentPort?.postMessage(answer)
})
