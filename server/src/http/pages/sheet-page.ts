import { type Html, html } from '../../documents/html.ts'
import type { Sheet } from '../../documents/sheet.ts'
import type { Page } from '../page.ts'
import { sheetStyle } from './sheet-style.ts'
import { type SheetLink, sheetView } from './sheet-view.ts'

/** What stands around a sheet on its page. */
export interface SheetSurroundings {
  readonly links: readonly SheetLink[]
  /** Above the sheet: what just happened. */
  readonly notice?: string | null
  /** Below the sheet: what can be done. */
  readonly below?: Html | null
}

/** The page of a sheet, in the sheet's own language. */
export function sheetPage(sheet: Sheet, { links, notice = null, below = null }: SheetSurroundings): Page {
  const { title, language } = sheet
  const told = notice === null ? null : html`<p class="error notice" role="alert">${notice}</p>`
  const body = html`${told}${sheetView(sheet, links)}${below}`
  return { title, language, body, style: sheetStyle, wide: true, formAction: below === null ? "'none'" : "'self'" }
}
