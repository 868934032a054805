import { type Column, plainText } from './column.ts'

/** RFC 4180: a head, CRLF, quotes where a field needs them. */
export function csvText<Row>(columns: readonly Column<Row>[], rows: readonly Row[]): string {
  const lines = rows.map((row) => columns.map((column) => plainText(column, row)))
  return [columns.map(({ title }) => title.toLowerCase().replaceAll(' ', '_')), ...lines].map(csvLine).join('')
}

/** Without a head, a tab between fields: what `cut`, `awk` and `sort` read. */
export function tabbedText<Row>(columns: readonly Column<Row>[], rows: readonly Row[]): string {
  const field = (text: string) => text.replace(/[\t\r\n]+/g, ' ')
  return rows.map((row) => `${columns.map((column) => field(plainText(column, row))).join('\t')}\n`).join('')
}

function csvLine(fields: readonly string[]): string {
  return `${fields.map((field) => (/[",\r\n]/.test(field) ? `"${field.replaceAll('"', '""')}"` : field)).join(',')}\r\n`
}
