import type { BillingOrderAssociatedObject } from '@odnowa/contract/models/billing.generated.ts'
import type { OrderDocument } from '../../bills/document-list.store.ts'

/** billing.order.AssociatedObject: the order's bill, or the refund that stands for it; nulls before there is one. */
export function toWireAssociatedObject(document: OrderDocument | null): BillingOrderAssociatedObject {
  if (document === null) return { id: null, type: null }
  return { id: document.id, type: document.kind === 'bill' ? 'Bill' : 'Refund' }
}
