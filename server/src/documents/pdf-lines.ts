import type { ContentTable, TableCell } from 'pdfmake/interfaces.d.ts'
import { breaking, colours } from './pdf-style.ts'
import type { Column, Sheet, SheetLine } from './sheet.ts'

const columns: readonly (readonly [Column, alignment: 'left' | 'right'])[] = [
  ['service', 'left'],
  ['from', 'left'],
  ['to', 'left'],
  ['quantity', 'right'],
  ['unitPrice', 'right'],
  ['totalPrice', 'right'],
]

/** The table of what is sold: its head comes again on each page, a row is never split. */
export function linesTable(sheet: Sheet): ContentTable {
  const head = columns.map(([column, alignment]) => {
    return { text: sheet.headings[column], alignment, color: colours.soft, fontSize: 8.5, bold: true, noWrap: true }
  })
  return {
    table: {
      ...{ headerRows: 1, dontBreakRows: true, keepWithHeaderRows: 1 },
      // as wide as their texts need; what is left is the service's
      widths: columns.map(([column]) => (column === 'service' ? '*' : 'auto')),
      body: [head, ...sheet.lines.map(row)],
    },
    layout: {
      hLineWidth: (index) => (index === 0 ? 0 : index === 1 ? 1 : 0.5),
      hLineColor: (index) => (index === 1 ? colours.soft : colours.line),
      ...{ vLineWidth: () => 0, paddingTop: () => 4, paddingBottom: () => 4 },
      paddingLeft: (index) => (index === 0 ? 0 : 7),
      paddingRight: (index) => (index === columns.length - 1 ? 0 : 7),
    },
  }
}

function row(line: SheetLine): TableCell[] {
  const service = {
    stack: [
      { text: line.service, ...breaking(line.service, 24) },
      { text: line.type, color: colours.soft, fontSize: 8.5, ...breaking(line.type, 24) },
    ],
  }
  return columns.map(([column, alignment]) =>
    column === 'service' ? service : { text: line[column], alignment, fontFeatures: ['tnum'], noWrap: true },
  )
}
