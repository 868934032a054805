import { type CursorKey, decodeCursor, encodeCursor } from './cursor.ts'
import { digits, text } from './fields.ts'
import { type Fields, type FormOf, form, optional, otherwise } from './form.ts'
import type { AdminCall } from './route.ts'

/** How a list is paged: by the key of the last row of a page. */
export interface List<Row, Key extends CursorKey> {
  /** Cursors of one list are of no use to another. */
  readonly name: string
  /** Behind nothing yet; its types are those of every key. */
  readonly first: Key
  readonly keyOf: (row: Row) => Key
  readonly toWire: (row: Row) => unknown
}

const paging = {
  after: optional(text(2_000)),
  limit: otherwise(digits(1, 1_000), 100),
}

/**
 * Answers `{items, next}`, oldest first; `next` null at the end.
 * @param filters fields of the query beside `after` and `limit`
 * @param read rows behind a key, at most `limit`
 */
export async function answerPage<Row, Key extends CursorKey, Filters extends Fields>(
  call: AdminCall,
  list: List<Row, Key>,
  filters: Filters,
  read: (page: { readonly after: Key; readonly limit: number }, query: FormOf<Filters>) => Promise<readonly Row[]>,
): Promise<{ readonly items: readonly unknown[]; readonly next: string | null }> {
  const query = call.query(form({ ...paging, ...filters })) as FormOf<typeof paging> & FormOf<Filters>
  const kinds = list.first.map((part) => (typeof part === 'number' ? 'number' : 'string'))
  const after = query.after === undefined ? list.first : (decodeCursor(list.name, kinds, query.after) as Key)
  // one more than asked for tells whether there is a next page
  const rows = await read({ after, limit: query.limit + 1 }, query)
  const items = rows.slice(0, query.limit)
  const last = items.at(-1)
  const next = rows.length > query.limit && last !== undefined ? encodeCursor(list.name, list.keyOf(last)) : null
  return { items: items.map(list.toWire), next }
}
