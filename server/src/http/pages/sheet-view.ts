import { type Html, html } from '../../documents/html.ts'
import type { Column, Party, Sheet, SheetLine } from '../../documents/sheet.ts'

/** Where a page leads to from its sheet. */
export interface SheetLink {
  readonly text: string
  readonly href: string
  /** What most readers came for. */
  readonly isAct?: boolean
}

/** A sheet as a piece of a page. Its PDF (`documents/pdf-definition.ts`) shows the same value. */
export function sheetView(sheet: Sheet, links: readonly SheetLink[]): Html {
  return html`<article class="card">
<p class="brand">${sheet.seller.name}</p>
<div class="heading"><h1>${sheet.title}</h1><span class="state ${sheet.state.tone}">${sheet.state.text}</span></div>
<nav class="tools">${links.map(link)}</nav>
<div class="parties">${[sheet.seller, sheet.customer].map(party)}</div>
<dl class="facts">${sheet.facts.map(({ label, value }) => html`<div><dt>${label}</dt><dd>${value}</dd></div>`)}</dl>
${lines(sheet)}
${totals(sheet)}
${sheet.notes.length === 0 ? null : html`<div class="notes">${sheet.notes.map((text) => html`<p>${text}</p>`)}</div>`}
</article>`
}

function link({ text, href, isAct }: SheetLink): Html {
  return html`<a href="${href}"${isAct ? html` class="act"` : null}>${text}</a>`
}

function party({ role, name, details }: Party): Html {
  return html`<div><p class="role">${role}</p><p><strong>${name}</strong></p>${details.map((text) => html`<p>${text}</p>`)}</div>`
}

const columns: readonly (readonly [Column, className: string])[] = [
  ['from', ''],
  ['to', ''],
  ['quantity', 'right'],
  ['unitPrice', 'right'],
  ['totalPrice', 'right'],
]

function lines({ headings, lines: rows }: Sheet): Html {
  const head = columns.map(([column, className]) => {
    return html`<th scope="col" class="${className}">${headings[column]}</th>`
  })
  return html`<table class="lines">
<thead><tr><th scope="col">${headings.service}</th>${head}</tr></thead>
<tbody>${rows.map((line) => row(line, headings))}</tbody>
</table>`
}

function row(line: SheetLine, headings: Sheet['headings']): Html {
  const cells = columns.map(([column, className]) => {
    const classes = line[column] === '' ? `${className} empty` : className
    return html`<td data-label="${headings[column]}" class="${classes}">${line[column]}</td>`
  })
  return html`<tr><td><span>${line.service}<br><span class="soft">${line.type}</span></span></td>${cells}</tr>
`
}

function totals({ totals: rows }: Sheet): Html {
  return html`<table class="totals"><tbody>
${rows.map(({ label, amount }) => html`<tr><th scope="row">${label}</th><td>${amount}</td></tr>`)}
</tbody></table>`
}
