import type { Session } from '../session.ts'
import { amountText, decimalText, type Price } from './amount.ts'
import { type Column, plainText } from './column.ts'
import { csvText, tabbedText } from './csv.ts'
import { withoutSecrets } from './secrets.ts'
import { tableText, visible } from './table.ts'

/** How results are written: a table for people; JSON and CSV on request; tabs when another program reads. */
export type Format = 'table' | 'tabs' | 'json' | 'csv'

/** What the flags ask for; without one, by who reads: a person at a terminal, or another program. */
export function formatOf({ flags, terminal }: Pick<Session, 'flags' | 'terminal'>): Format {
  if (flags.json) return 'json'
  if (flags.csv) return 'csv'
  return terminal.outIsTerminal ? 'table' : 'tabs'
}

/**
 * Shows a list. @param objects what `--json` has: the API's own objects, in the order of the rows, without their secret links
 * @param none the sentence for people when there is nothing
 */
export function showList<Row>(
  session: Session,
  columns: readonly Column<Row>[],
  rows: readonly Row[],
  { objects, none }: { readonly objects: readonly unknown[]; readonly none: string },
): void {
  const { out } = session.terminal
  const format = formatOf(session)
  if (format === 'json') showJson(session, objects)
  else if (format === 'csv') out(csvText(columns, rows))
  else if (format === 'tabs') out(tabbedText(columns, rows))
  else if (rows.length === 0) session.tell(none)
  else out(tableText(columns, rows, { width: session.terminal.columns, paint: session.paint }))
}

/** Shows JSON, indented for people, without what opens documents. `withSecrets`: the person asked for the links. */
export function showJson({ terminal }: Session, value: unknown, { withSecrets = false } = {}): void {
  terminal.out(`${JSON.stringify(withSecrets ? value : withoutSecrets(value), null, terminal.outIsTerminal ? 2 : 1)}\n`)
}

/** What is said of one thing: a word and its value. Null values are left out. */
export type Fact = readonly [name: string, value: string | number | Price | null]

/** Shows one thing's facts: a block for people, one row in CSV, a line each for `cut` and `awk`. */
export function showFacts({ terminal, flags, paint }: Session, facts: readonly Fact[]): void {
  const known = facts.filter(([, value]) => value !== null)
  const format = formatOf({ terminal, flags })
  if (format === 'csv') {
    terminal.out(csvText(factColumns(known), [known]))
    return
  }
  const width = Math.max(...known.map(([name]) => name.length))
  for (const [name, value] of known) {
    const text = isPrice(value) ? amountText(value) : String(value)
    const line = format === 'tabs' ? `${name}\t${text}` : `${paint('bold', name.padEnd(width))}  ${visible(text)}`
    terminal.out(`${line}\n`)
  }
}

/** Shows a list that belongs to one thing, below its facts; people and `awk` see it, CSV has the facts alone. */
export function showPart<Row>(
  session: Session,
  title: string,
  columns: readonly Column<Row>[],
  rows: readonly Row[],
): void {
  const format = formatOf(session)
  if (rows.length === 0 || format === 'csv') return
  if (format === 'tabs') {
    const line = (row: Row) => [title.toLowerCase(), ...columns.map((column) => plainText(column, row))].join('\t')
    session.terminal.out(rows.map((row) => `${line(row)}\n`).join(''))
    return
  }
  session.terminal.out(`\n${session.paint('bold', title)}\n`)
  session.terminal.out(tableText(columns, rows, { width: session.terminal.columns, paint: session.paint }))
}

/** Amounts are numbers, with one column for their currency. */
function factColumns(facts: readonly Fact[]): readonly Column<readonly Fact[]>[] {
  const prices = facts.flatMap(([, value]) => (isPrice(value) ? [value] : []))
  const values = facts.map(([title, value]) => ({
    title,
    text: () => (isPrice(value) ? decimalText(value) : String(value)),
  }))
  const [first] = prices
  return first ? [...values, { title: 'Currency', text: () => first.currencyCode }] : values
}

function isPrice(value: Fact[1]): value is Price {
  return typeof value === 'object' && value !== null
}
