import type { BillingDocument } from '../../bills/document.ts'
import type { WireContext } from '../context.ts'
import type { WireLinks } from './order-links.ts'

/** Where a bill's page and its PDF are opened without login: secrets, never logged. */
export function billLinks(context: WireContext, bill: BillingDocument): WireLinks {
  const query = new URLSearchParams({ billId: bill.id, password: bill.password })
  return {
    password: bill.password,
    pdfUrl: `${context.publicUrl}/bill.pdf?${query}`,
    url: `${context.publicUrl}/bill?${query}`,
  }
}
