import type { Content, ContentColumns, ContentStack, ContentTable, TDocumentDefinitions } from 'pdfmake/interfaces.d.ts'
import { libraryDate } from '../calendar/library-date.ts'
import { linesTable } from './pdf-lines.ts'
import { breaking, colours, innerWidth, sideMargin, toneColours } from './pdf-style.ts'
import type { Party, Sheet, Total } from './sheet.ts'

/** The name under which the fonts of `pdf-fonts.ts` are known. */
export const fontName = 'SourceSans'

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
    content: [heading(sheet), parties(sheet), facts(sheet), linesTable(sheet), ending(sheet)],
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
