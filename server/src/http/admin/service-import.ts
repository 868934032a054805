import { createServices } from '../../actions/services/create-services.ts'
import { Problem } from '../../problem/problem.ts'
import type { ServiceEntry } from '../../services/service-register.ts'
import { located } from './form.ts'
import type { AdminCall } from './route.ts'
import type { Row } from './row-reader.ts'
import { serviceEntry } from './service-entry.ts'

/** Rows that are stored by one transaction. */
const rowsABatch = 1_000
/** Batches from one line of progress to the next. */
const batchesALine = 10
/** Errors that the last line names; more are counted only, since nothing may grow with the file. */
const mostErrors = 1_000

export interface RowError {
  /** null: not of a row, but of the file behind those that were read. */
  readonly row: number | null
  readonly field: string | null
  readonly errorCode: string
  readonly message: string
}

/** So far; `errors` on the last line only. */
export interface ImportLine {
  readonly created: number
  readonly failed: number
  readonly errors?: readonly RowError[]
}

interface Progress {
  created: number
  failed: number
  readonly errors: RowError[]
}

/**
 * Stores services row by row, those that are fit, in batches. Gives lines of progress, and a last one with the errors. Each
 * batch stands once its transaction is done, whatever becomes of the rest of the file.
 * @param problemOf what to say of an error that ends the import; it is the last one named
 * @throws Problem for a file that cannot be read at all
 */
export async function* importServices(
  call: AdminCall,
  rows: AsyncIterable<readonly Row[]>,
  problemOf: (error: unknown) => Problem,
): AsyncGenerator<ImportLine> {
  const progress: Progress = { created: 0, failed: 0, errors: [] }
  let batches = 0
  try {
    for await (const batch of inBatches(rows)) {
      await store(call, batch, progress)
      batches += 1
      if (batches % batchesALine === 0) yield { created: progress.created, failed: progress.failed }
    }
  } catch (error) {
    if (batches === 0 && error instanceof Problem) throw error
    const { code: errorCode, message } = problemOf(error)
    progress.errors.push({ row: null, field: null, errorCode, message: `the rows behind were not read: ${message}` })
  }
  yield progress
}

async function* inBatches(rows: AsyncIterable<readonly Row[]>): AsyncGenerator<readonly Row[]> {
  let waiting: Row[] = []
  for await (const some of rows) {
    waiting.push(...some)
    while (waiting.length >= rowsABatch) {
      yield waiting.slice(0, rowsABatch)
      waiting = waiting.slice(rowsABatch)
    }
  }
  if (waiting.length > 0) yield waiting
}

async function store({ parts, operator }: AdminCall, rows: readonly Row[], progress: Progress): Promise<void> {
  const read = rows.map(readRow)
  const entries = read.flatMap((row) => ('entry' in row ? [row.entry] : []))
  const results = (await createServices(parts, { operator, entries, whole: false })).values()
  for (const row of read) {
    const refused = 'refused' in row ? row.refused : results.next().value?.refused
    if (refused) report(progress, located(refused, row.number), row.number)
    else progress.created += 1
  }
}

type ReadRow =
  | { readonly number: number; readonly entry: ServiceEntry }
  | { readonly number: number; readonly refused: Problem }

function readRow(row: Row): ReadRow {
  if ('refused' in row) return row
  try {
    return { number: row.number, entry: serviceEntry.read(row.value) }
  } catch (error) {
    if (!(error instanceof Problem)) throw error
    return { number: row.number, refused: error }
  }
}

function report(progress: Progress, { code, message, details }: Problem, row: number): void {
  progress.failed += 1
  if (progress.errors.length >= mostErrors) return
  progress.errors.push({ row, field: details.field ?? null, errorCode: code, message })
}
