import { pipeline, Readable } from 'node:stream'
import { CsvError, parse } from 'csv-parse'
import { Problem, problem } from '../../problem/problem.ts'
import { parseJson } from '../json.ts'

/** The longest row that is taken, in bytes. */
export const mostRowBytes = 64 * 1024

/** One row of a file: its number from 1, and its JSON, or why it cannot be read. */
export type Row =
  | { readonly number: number; readonly value: unknown }
  | { readonly number: number; readonly refused: Problem }

/** Rows of newline-delimited JSON, as they come in; blank lines are passed over. Holds a row and a chunk at most. */
export async function* ndjsonRows(input: AsyncIterable<Buffer>): AsyncGenerator<readonly Row[]> {
  let number = 0
  for await (const lines of linesOf(input)) {
    const rows: Row[] = []
    for (const line of lines) {
      if (line !== tooLong && line.every(isBlank)) continue
      number += 1
      rows.push(line === tooLong ? { number, refused: rowTooLong() } : readLine(line, number))
    }
    yield rows
  }
}

/**
 * Rows of a CSV file with a header line. A quote that is never closed ends the file: rows behind it cannot be told apart.
 * @param columns the names that may stand in the header
 * @throws INVALID_PARAMETER before the first row when the header has another one
 */
export async function* csvRows(
  input: AsyncIterable<Buffer>,
  columns: readonly string[],
  toJson: (row: Readonly<Record<string, string>>) => unknown,
): AsyncGenerator<readonly Row[]> {
  let header: readonly string[] | null = null
  let number = 0
  try {
    for await (const values of parseCsv(input)) {
      if (header === null) {
        header = readHeader(values, columns)
        continue
      }
      number += 1
      yield [readValues(values, header, number, toJson)]
    }
  } catch (error) {
    if (!(error instanceof CsvError)) throw error
    yield [{ number: number + 1, refused: problem('INVALID_PARAMETER', csvMessage(error)) }]
  }
}

const newline = 10
const carriageReturn = 13
/** A line that is longer than a row may be; its bytes are not kept. */
const tooLong = Symbol('too long')
/** What the CSV parser gets in the place of such a line: no field can hold a NUL. */
const tooLongMark = '\0too long'

/** The lines of a chunk at a time, without their ends, be these LF or CR LF. */
async function* linesOf(input: AsyncIterable<Buffer>): AsyncGenerator<readonly (Buffer | typeof tooLong)[]> {
  let rest: Buffer | typeof tooLong = Buffer.alloc(0)
  for await (const chunk of input) {
    const lines: (Buffer | typeof tooLong)[] = []
    let start = 0
    for (let end = chunk.indexOf(newline); end >= 0; end = chunk.indexOf(newline, start)) {
      lines.push(withoutReturn(append(rest, chunk.subarray(start, end))))
      rest = Buffer.alloc(0)
      start = end + 1
    }
    rest = append(rest, chunk.subarray(start))
    yield lines
  }
  if (rest === tooLong || rest.length > 0) yield [rest]
}

function append(rest: Buffer | typeof tooLong, more: Buffer): Buffer | typeof tooLong {
  if (rest === tooLong || rest.length + more.length > mostRowBytes) return tooLong
  return rest.length === 0 ? more : Buffer.concat([rest, more])
}

function withoutReturn(line: Buffer | typeof tooLong): Buffer | typeof tooLong {
  return line !== tooLong && line.at(-1) === carriageReturn ? line.subarray(0, -1) : line
}

function parseCsv(input: AsyncIterable<Buffer>): AsyncIterable<readonly string[]> {
  const parser = parse({
    bom: true,
    max_record_size: mostRowBytes,
    relax_column_count: true,
    relax_quotes: true,
    skip_empty_lines: true,
  })
  // what goes wrong on the way is thrown where the parser's rows are read
  pipeline(Readable.from(guarded(input)), parser, () => {})
  return parser
}

async function* guarded(input: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  const end = Buffer.from('\n')
  for await (const lines of linesOf(input)) {
    yield Buffer.concat(lines.flatMap((line) => [line === tooLong ? Buffer.from(tooLongMark) : line, end]))
  }
}

function readLine(line: Buffer, number: number): Row {
  try {
    return { number, value: parseJson(line) }
  } catch (error) {
    if (!(error instanceof Problem)) throw error
    return { number, refused: error }
  }
}

function readHeader(names: readonly string[], columns: readonly string[]): readonly string[] {
  const header = names.map((name) => name.trim())
  const wrong = header.find((name, index) => !columns.includes(name) || header.indexOf(name) < index)
  if (wrong === undefined) return header
  throw problem('INVALID_PARAMETER', `the header has "${wrong}": name each column once, of ${columns.join(', ')}`)
}

function readValues(
  values: readonly string[],
  header: readonly string[],
  number: number,
  toJson: (row: Readonly<Record<string, string>>) => unknown,
): Row {
  if (values.length === 1 && values[0] === tooLongMark) return { number, refused: rowTooLong() }
  if (values.length !== header.length) {
    const message = `the row has ${values.length} values, the header has ${header.length}`
    return { number, refused: problem('INVALID_PARAMETER', message) }
  }
  return { number, value: toJson(Object.fromEntries(header.map((name, index) => [name, values[index] ?? '']))) }
}

function csvMessage(error: CsvError): string {
  if (error.code === 'CSV_QUOTE_NOT_CLOSED') return 'a quote is opened and never closed'
  return error.code === 'CSV_MAX_RECORD_SIZE' ? rowTooLong().message : 'the row is no CSV'
}

function rowTooLong(): Problem {
  return problem('BODY_TOO_LARGE', `the row is longer than ${mostRowBytes} bytes, the most that is taken`)
}

function isBlank(byte: number): boolean {
  return byte === 32 || byte === 9 || byte === 13
}
