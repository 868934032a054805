import type { BillingDocument } from '../../bills/document.ts'
import { fill } from '../../documents/sheet-text.ts'
import type { Order } from '../../orders/order.ts'
import type { WireContext } from '../context.ts'
import { billLinks } from '../wire/bill-links.ts'
import { orderLinks, type WireLinks } from '../wire/order-links.ts'
import { refundLinks } from '../wire/refund-links.ts'
import type { PageWords } from './page-words.ts'
import type { SheetLink } from './sheet-view.ts'

/** Links between the pages of an order and its documents: who has one of them has them all. */

export function pdfLink(links: WireLinks, words: PageWords): SheetLink {
  return { text: words.pdf, href: pathOf(links.pdfUrl) }
}

/** Holds the order's password: for pages whose reader has shown one, never for a log. */
export function orderLink(context: WireContext, order: Order, words: PageWords): SheetLink {
  return { text: fill(words.open.order, { number: String(order.id) }), href: pathOf(orderLinks(context, order).url) }
}

/** Holds the document's password, as `orderLink` does the order's. */
export function documentLink(context: WireContext, document: BillingDocument, words: PageWords): SheetLink {
  const { url } = documentLinks(context, document)
  return { text: fill(words.open[document.kind], { number: document.id }), href: pathOf(url) }
}

/** Page and PDF of a bill or a refund, with password and origin. */
export function documentLinks(context: WireContext, document: BillingDocument): WireLinks {
  return document.kind === 'bill' ? billLinks(context, document) : refundLinks(context, document)
}

/** A link without its origin: a page leads on at the address where it was opened, whatever the public one is. */
export function pathOf(url: string): string {
  const { pathname, search } = new URL(url)
  return pathname + search
}
