import stringWidth from 'string-width'
import { type Column, plainText } from './column.ts'
import type { Paint } from './style.ts'

const gap = '  '
const narrowest = 8
/** Characters under which a name that was cut says too little: other columns give way first. */
const legible = 16

/** A table for people: a head, two blanks between columns, cut to the width of the terminal where columns allow it. */
export function tableText<Row>(
  columns: readonly Column<Row>[],
  rows: readonly Row[],
  { width, paint }: { readonly width: number; readonly paint: Paint },
): string {
  const shown = giveWay(
    columns.filter(({ programsOnly }) => !programsOnly),
    rows,
    width,
  )
  const cells = rows.map((row) => shown.map((column) => visible(column.text(row))))
  const widths = fit(shown, naturalWidths(shown, cells), width)
  const line = (texts: readonly string[], styles: (index: number) => Parameters<Paint>[0]) =>
    `${texts
      .map((text, index) => {
        const last = index === texts.length - 1
        return cell(text, widths[index] ?? 0, shown[index]?.align === 'right', last, (word) =>
          paint(styles(index), word),
        )
      })
      .join(gap)
      .trimEnd()}\n`
  const head = line(
    shown.map(({ title }) => title),
    () => 'bold',
  )
  const body = rows.map((row, index) => line(cells[index] ?? [], (column) => shown[column]?.style?.(row) ?? null))
  return head + body.join('')
}

/** Names come from outside: what would move the cursor or ring the bell is shown as a question mark. */
export function visible(text: string): string {
  return text.replace(/[\p{Cc}\p{Cf}\u2028\u2029]/gu, '?')
}

function naturalWidths<Row>(columns: readonly Column<Row>[], cells: readonly (readonly string[])[]): readonly number[] {
  return columns.map(({ title }, index) =>
    cells.reduce((widest, row) => Math.max(widest, stringWidth(row[index] ?? '')), stringWidth(title)),
  )
}

/** Makes columns narrower or leaves them out, the last ones first, until the others stay legible. */
function giveWay<Row>(columns: readonly Column<Row>[], rows: readonly Row[], width: number): readonly Column<Row>[] {
  const last = columns.findLast(({ narrow }) => narrow !== undefined)
  if (!last || legibleWidth(columns, rows) <= width) return columns
  const { narrow, ...rest } = last
  const others = columns.flatMap((column) => {
    if (column !== last) return [column]
    return narrow === 'drop' ? [] : [{ ...rest, text: (row: Row) => plainText(last, row) }]
  })
  return giveWay(others, rows, width)
}

function legibleWidth<Row>(columns: readonly Column<Row>[], rows: readonly Row[]): number {
  const cells = rows.map((row) => columns.map((column) => visible(column.text(row))))
  const widths = naturalWidths(columns, cells).map((width, index) =>
    columns[index]?.cut ? Math.min(width, legible) : width,
  )
  return widths.reduce((sum, each) => sum + each, 0) + gap.length * (widths.length - 1)
}

/** Takes what is too much from the widest of the columns that may be cut, a character at a time. */
function fit<Row>(columns: readonly Column<Row>[], natural: readonly number[], width: number): readonly number[] {
  const widths = [...natural]
  let over = widths.reduce((sum, each) => sum + each, 0) + gap.length * (widths.length - 1) - width
  while (over > 0) {
    const widest = columns.reduce(
      (found, { cut }, index) => (cut && (widths[index] ?? 0) > (widths[found] ?? narrowest) ? index : found),
      -1,
    )
    if (widest < 0) break
    widths[widest] = (widths[widest] ?? 0) - 1
    over--
  }
  return widths
}

function cell(text: string, width: number, right: boolean, last: boolean, paint: (word: string) => string): string {
  const word = shorten(text, width)
  const padding = ' '.repeat(Math.max(0, width - stringWidth(word)))
  if (right) return padding + paint(word)
  return last ? paint(word) : paint(word) + padding
}

function shorten(text: string, width: number): string {
  if (stringWidth(text) <= width) return text
  let short = ''
  for (const { segment } of new Intl.Segmenter().segment(text)) {
    if (stringWidth(short + segment) > width - 1) break
    short += segment
  }
  return `${short.trimEnd()}…`
}
