import type { BillingDocument } from '../../bills/document.ts'
import type { WireContext } from '../context.ts'
import type { WireLinks } from './order-links.ts'

/** Where a refund's page and its PDF are opened without login: secrets, never logged. */
export function refundLinks(context: WireContext, refund: BillingDocument): WireLinks {
  const query = new URLSearchParams({ refundId: refund.id, password: refund.password })
  return {
    password: refund.password,
    pdfUrl: `${context.publicUrl}/refund.pdf?${query}`,
    url: `${context.publicUrl}/refund?${query}`,
  }
}
