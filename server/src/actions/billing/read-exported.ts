import { type ExportChoice, type ExportedDocument, readExported as readPage } from '../../bills/export.store.ts'
import type { Parts } from '../parts.ts'

/** Documents read at a time: an export of any length takes the memory of one page. */
const page = 500

/** The documents of an export, in the order in which they were issued. */
export async function* readExported(parts: Parts, choice: ExportChoice): AsyncGenerator<ExportedDocument> {
  let last: ExportedDocument | undefined
  do {
    const after = last?.place ?? null
    const documents = await parts.transaction((transaction) => readPage(transaction, choice, after, page), 'reads')
    yield* documents
    last = documents.length < page ? undefined : documents.at(-1)
  } while (last)
}
