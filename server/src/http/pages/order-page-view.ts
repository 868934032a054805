import type { OrderPage } from '../../actions/ordering/read-order-page.ts'
import { type Html, html } from '../../documents/html.ts'
import { orderSheet } from '../../documents/order-sheet.ts'
import type { WireContext } from '../context.ts'
import type { Page } from '../page.ts'
import { orderLinks } from '../wire/order-links.ts'
import { pageWordsOf } from './page-dictionary.ts'
import { logInSection } from './pay-section.ts'
import { documentLink, pdfLink } from './sheet-links.ts'
import { sheetPage } from './sheet-page.ts'

/** What happened on an order's page before it is shown again. */
export interface OrderPageChanges {
  /** Why nothing can be paid any more. */
  readonly notice?: string | null
  /** Stands where the holder logs in. */
  readonly pay?: Html
}

/** An order as its page tells it, in its customer's language: its sheet, its documents, and how it can be paid. */
export function orderPageOf(
  context: WireContext,
  page: OrderPage,
  { notice = null, pay }: OrderPageChanges = {},
): Page {
  const { order, status, customer, documents } = page
  const sheet = orderSheet(page, context.zone)
  const words = pageWordsOf[sheet.language]
  const facts = { context, order, language: customer.language }
  const form = status === 'notPaid' ? (pay ?? logInSection(facts, { nichandle: '', error: null })) : null
  const checking =
    status === 'checking' ? html`<section class="card pay"><p class="notes">${words.checking}</p></section>` : null
  return sheetPage(sheet, {
    links: [
      ...(form === null ? [] : [{ text: words.pay, href: '#pay', isAct: true }]),
      pdfLink(orderLinks(context, order), words),
      ...documents.map((document) => documentLink(context, document, words)),
    ],
    ...{ notice, below: form ?? checking },
  })
}
