import pg from 'pg'

const { builtins } = pg.types

/** What pg gets for a value of a statement: arrays as PostgreSQL writes them, the Temporal types as ISO-8601 text, all else as it is. */
export function toParameter(value: unknown): unknown {
  if (Array.isArray(value)) return `{${value.map(toElement).join(',')}}`
  if (value instanceof Temporal.Instant || value instanceof Temporal.PlainDate) return value.toString()
  return value
}

/** pg could write arrays as well, in three times the time; a batch of the engine sends a hundred thousand elements. */
function toElement(value: unknown): string {
  switch (typeof value) {
    case 'number':
    case 'bigint':
    case 'boolean':
      return String(value)
    case 'string':
      return quoted(value)
  }
  if (value === null || value === undefined) return 'NULL'
  if (value instanceof Temporal.Instant || value instanceof Temporal.PlainDate) return `"${value.toString()}"`
  if (Buffer.isBuffer(value)) return `"\\\\x${value.toString('hex')}"`
  if (Array.isArray(value)) return toParameter(value) as string
  throw new TypeError(`an array of a statement holds what it cannot: ${String(value)}`)
}

function quoted(text: string): string {
  return /["\\]/.test(text) ? `"${text.replace(/["\\]/g, '\\$&')}"` : `"${text}"`
}

const readers: ReadonlyMap<number, (text: string) => unknown> = new Map<number, (text: string) => unknown>([
  [builtins.INT8, readBigint],
  [builtins.NUMERIC, BigInt],
  [builtins.DATE, Temporal.PlainDate.from],
  [builtins.TIMESTAMPTZ, Temporal.Instant.from],
  [1016, arrayOf(readBigint)],
  [1231, arrayOf(BigInt)],
  [1182, arrayOf(Temporal.PlainDate.from)],
  [1185, arrayOf(Temporal.Instant.from)],
])

/** How the columns of our statements are read; given to our pool alone, so that other users of pg keep pg's own. */
export const columnTypes: pg.CustomTypesConfig = {
  getTypeParser: ((oid: number, format?: 'text' | 'binary') =>
    readers.get(oid) ?? pg.types.getTypeParser(oid, format)) as typeof pg.types.getTypeParser,
}

/** @throws RangeError past 2^53: no id or count of ours is so large, and a rounded one would name another row. */
function readBigint(text: string): number {
  const value = Number(text)
  if (!Number.isSafeInteger(value)) throw new RangeError(`${text} is past what a number can hold exactly`)
  return value
}

const textArray = 1009 as typeof builtins.TEXT // pg's own list names no array types
const readTextArray = pg.types.getTypeParser(textArray, 'text') as (text: string) => (string | null)[]

function arrayOf(read: (text: string) => unknown): (text: string) => unknown {
  return (text) => readTextArray(text).map((element) => (element === null ? null : read(element)))
}
