import type { TextStyle } from './style.ts'

/** A column of a list, for people and for programs. */
export interface Column<Row> {
  /** The head of the table's column and, in lower case with underscores, of the CSV's. */
  readonly title: string
  /** For people. */
  readonly text: (row: Row) => string
  /** For programs, where that differs: a plain date, a number without its currency. */
  readonly plain?: (row: Row) => string
  readonly align?: 'right'
  /** May be cut when the terminal is narrow. */
  readonly cut?: true
  /** What becomes of it where even what is cut does not fit: it is left out, or shown as programs read it. */
  readonly narrow?: 'drop' | 'plain'
  readonly style?: (row: Row) => TextStyle | null
  /** Only for programs: what people read in another column. */
  readonly programsOnly?: true
}

/** What programs read of a column. */
export function plainText<Row>(column: Column<Row>, row: Row): string {
  return (column.plain ?? column.text)(row)
}
