import type { BillingDocument } from '../../bills/document.ts'
import { documentPages, type PageLinks } from '../../documents/links.ts'
import type { WireContext } from '../context.ts'

/** Where a refund's page and its PDF are opened without login: secrets, never logged. */
export function refundLinks({ publicUrl }: WireContext, refund: BillingDocument): PageLinks {
  return documentPages(publicUrl, { ...refund, kind: 'refund' })
}
