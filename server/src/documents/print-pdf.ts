import { Worker } from 'node:worker_threads'
import { problem } from '../problem/problem.ts'
import type { Sheet } from './sheet.ts'

export interface PrintJob {
  readonly id: number
  readonly sheet: Sheet
}
export type PrintAnswer =
  | { readonly id: number; readonly pdf: Uint8Array }
  | { readonly id: number; readonly error: string }

interface Waiting {
  readonly resolve: (pdf: Uint8Array) => void
  readonly reject: (error: unknown) => void
}

/** Sheets that wait for the printing thread at a time; past this the server is asked for more than it can print. */
const mostWaiting = 200

/**
 * Prints a sheet as a PDF in a thread of its own, so that a long document holds up nobody else's request. The thread starts with
 * the first sheet, and again after it died; it keeps no
 * process alive while nothing waits.
 * @throws UNAVAILABLE when too many sheets wait
 */
export function printPdf(sheet: Sheet): Promise<Uint8Array> {
  press ??= startPress()
  return press.print(sheet)
}

interface Press {
  print(sheet: Sheet): Promise<Uint8Array>
}

let press: Press | null = null

function startPress(): Press {
  const waiting = new Map<number, Waiting>()
  const worker = new Worker(new URL('./pdf-worker.ts', import.meta.url))
  let last = 0
  const end = (error: Error) => {
    if (press === started) press = null
    for (const { reject } of waiting.values()) reject(error)
    waiting.clear()
  }
  worker.on('error', end)
  worker.on('exit', () => end(new Error('the printing thread ended')))
  worker.on('message', (answer: PrintAnswer) => {
    hand(answer, waiting)
    if (waiting.size === 0) worker.unref()
  })
  worker.unref()
  const started: Press = {
    print(sheet) {
      if (waiting.size >= mostWaiting)
        throw problem('UNAVAILABLE', 'Too many documents are being printed: try again in a moment')
      const id = ++last
      return new Promise((resolve, reject) => {
        waiting.set(id, { resolve, reject })
        worker.ref()
        worker.postMessage({ id, sheet } satisfies PrintJob)
      })
    },
  }
  return started
}

/** Gives a printed sheet, or why it was not printed, to whoever waits for it. */
function hand(answer: PrintAnswer, waiting: Map<number, Waiting>): void {
  const job = waiting.get(answer.id)
  waiting.delete(answer.id)
  if ('pdf' in answer) job?.resolve(answer.pdf)
  else job?.reject(new Error(answer.error))
}
