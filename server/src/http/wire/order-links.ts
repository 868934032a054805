import { orderPages, type PageLinks } from '../../documents/links.ts'
import type { Order, OrderDraft } from '../../orders/order.ts'
import type { WireContext } from '../context.ts'

export type WireLinks = PageLinks

/** An order's links (rule O6). A draft is not stored, so it has no page: three empty strings (rule O2). */
export function orderLinks({ publicUrl }: WireContext, order: Order | OrderDraft): WireLinks {
  return 'id' in order ? orderPages(publicUrl, order) : { password: '', pdfUrl: '', url: '' }
}
