import type {
  Content,
  ContentColumns,
  ContentStack,
  ContentTable,
  TableCell,
  TDocumentDefinitions,
} from 'pdfmake/interfaces.d.ts'
import { libraryDate } from '../calendar/library-date.ts'
import type { Column, Party, Sheet, SheetLine, Tone, Total } from './sheet.ts'

/** The name under which the fonts of `pdf-fonts.ts` are known. */
export const fontName = 'SourceSans'

const colours = { act: '#0b57b7', text: '#1b1f27', soft: '#5a6270', line: '#d5d9e0', back: '#f3f4f6' } as const
const toneColours: Readonly<Record<Tone, string>> = {
  due: '#a35200',
  waiting: '#0b57b7',
  done: '#146c43',
  over: '#5a6270',
}
const sideMargin = 48
/** Points of an A4 page between its margins. */
const innerWidth = 595.28 - 2 * sideMargin
const columns: readonly (readonly [Column, alignment: 'left' | 'right'])[] = [
  ['service', 'left'],
  ['from', 'left'],
  ['to', 'left'],
  ['quantity', 'right'],
  ['unitPrice', 'right'],
  ['totalPrice', 'right'],
]

/**
 * A sheet as pages of A4: the head of the table comes again on each page, a row is never split, the totals stay together. Pure:
 * the same sheet gives the same definition, dated as the document is.
 */
export function pdfDefinition(sheet: Sheet): TDocumentDefinitions {
  const created = libraryDate(Temporal.Instant.from(sheet.dated))
  return {
    info: {
      ...{ title: sheet.title, author: sheet.seller.name, creator: 'Odnowa', producer: 'Odnowa' },
      ...{ creationDate: created, modDate: created },
    },
    ...{ language: sheet.language, displayTitle: true, version: '1.7', pageSize: 'A4' },
    pageMargins: [sideMargin, 52, sideMargin, 64],
    defaultStyle: { font: fontName, fontSize: 9.5, color: colours.text, lineHeight: 1 },
    content: [heading(sheet), parties(sheet), facts(sheet), lines(sheet), ending(sheet)],
    footer: (page, pages) => footer(sheet, page, pages),
  }
}

function heading({ seller, title, state }: Sheet): Content {
  return {
    stack: [
      { text: seller.name, color: colours.act, bold: true, fontSize: 11 },
      {
        columns: [
          { text: title, bold: true, fontSize: 21, width: '*' },
          {
            text: state.text,
            bold: true,
            fontSize: 11,
            color: toneColours[state.tone],
            width: 170,
            alignment: 'right',
          },
        ].map((column, index) =>
          index === 0 ? column : { ...column, margin: [0, 9, 0, 0] },
        ) as ContentColumns['columns'],
        margin: [0, 6, 0, 0],
      },
      rule(1.2, colours.act, [0, 8, 0, 18]),
    ],
  }
}

function parties({ seller, customer }: Sheet): Content {
  return {
    columns: [
      { ...party(seller), width: '*' },
      { ...party(customer), width: '*' },
    ],
    columnGap: 24,
    margin: [0, 0, 0, 16],
  }
}

function party({ role, name, details }: Party): ContentStack {
  return {
    stack: [
      { text: role, color: colours.soft, fontSize: 8.5, margin: [0, 0, 0, 2] },
      { text: name, bold: true, fontSize: 10.5, ...breaking(name, 36) },
      ...details.map((text) => ({ text, ...breaking(text, 40) })),
    ],
  }
}

/** Facts beside each other: with more, their columns would be too narrow for a reference. */
const factsInRow = 5

function facts({ facts: told }: Sheet): Content {
  const width = Math.min(told.length, factsInRow)
  const rows = Array.from({ length: Math.ceil(told.length / factsInRow) }, (_, row) =>
    Array.from({ length: width }, (__, column) => told[row * factsInRow + column] ?? { label: '', value: '' }),
  )
  return {
    table: {
      widths: Array.from({ length: width }, () => '*'),
      body: rows.flatMap((row) => [
        row.map(({ label }) => ({ text: label, color: colours.soft, fontSize: 8.5 })),
        row.map(({ value }) => ({ text: value, ...breaking(value, 20) })),
      ]),
    },
    layout: {
      ...{ hLineWidth: () => 0, vLineWidth: () => 0, fillColor: () => colours.back },
      paddingLeft: () => 8,
      paddingRight: () => 4,
      paddingTop: (row) => (row % 2 === 0 ? 6 : 0),
      paddingBottom: (row) => (row % 2 === 0 ? 0 : 6),
    },
    margin: [0, 0, 0, 16],
  }
}

function lines(sheet: Sheet): ContentTable {
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

/** Words that are longer than their column is wide are broken anywhere: they would push the others off the page. */
function breaking(text: string, longest: number): { readonly wordBreak?: 'break-all' } {
  return text.split(/[\s-]+/).some((word) => word.length > longest) ? { wordBreak: 'break-all' } : {}
}

/** The totals and what is to be said of them: on one page, all of it. */
function ending({ totals, notes }: Sheet): Content {
  return {
    unbreakable: true,
    stack: [
      {
        columns: [
          { text: '', width: '*' },
          { ...totalsTable(totals), width: 280 },
        ],
        margin: [0, 10, 0, 0],
      },
      ...notes.map((text) => ({
        text,
        color: colours.soft,
        margin: [0, 12, 0, 0] as [number, number, number, number],
      })),
    ],
  }
}

function totalsTable(totals: readonly Total[]): ContentTable {
  const last = totals.length - 1
  return {
    table: {
      widths: ['*', 'auto'],
      body: totals.map(({ label, amount }, index) => {
        const weight = index === last ? { bold: true, fontSize: 12 } : {}
        return [
          { text: label, ...weight },
          { text: amount, alignment: 'right', fontFeatures: ['tnum'], ...weight },
        ]
      }),
    },
    layout: {
      hLineWidth: (index) => (index === last ? 1 : 0),
      ...{ hLineColor: () => colours.soft, vLineWidth: () => 0, paddingTop: () => 4, paddingBottom: () => 4 },
      ...{ paddingLeft: () => 0, paddingRight: () => 0 },
    },
  }
}

function footer({ seller, title }: Sheet, page: number, pages: number): Content {
  return {
    margin: [sideMargin, 14, sideMargin, 0],
    stack: [
      rule(0.5, colours.line, [0, 0, 0, 6]),
      {
        ...{ fontSize: 8.5, color: colours.soft },
        columns: [
          { text: `${seller.name} · ${title}`, width: '*' },
          { text: `${page} / ${pages}`, width: 60, alignment: 'right' },
        ],
      },
    ],
  }
}

function rule(lineWidth: number, lineColor: string, margin: [number, number, number, number]): Content {
  return { canvas: [{ type: 'line', x1: 0, y1: 0, x2: innerWidth, y2: 0, lineWidth, lineColor }], margin }
}
