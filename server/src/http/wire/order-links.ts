import type { Order, OrderDraft } from '../../orders/order.ts'
import type { WireContext } from '../context.ts'

export interface WireLinks {
  readonly password: string
  readonly pdfUrl: string
  readonly url: string
}

/**
 * Where an order's page and its PDF are opened without login (rule O6): secrets, never logged. A draft is not stored, so it has
 * no page: three empty strings (rule O2).
 */
export function orderLinks(context: WireContext, order: Order | OrderDraft): WireLinks {
  if (!('id' in order)) return { password: '', pdfUrl: '', url: '' }
  const query = new URLSearchParams({ orderId: String(order.id), orderPassword: order.password })
  return {
    password: order.password,
    pdfUrl: `${context.publicUrl}/order.pdf?${query}`,
    url: `${context.publicUrl}/order?${query}`,
  }
}
