import type { BillingDocument } from '../../bills/document.ts'
import { documentPages, type PageLinks } from '../../documents/links.ts'
import type { WireContext } from '../context.ts'

/** Where a bill's page and its PDF are opened without login: secrets, never logged. */
export function billLinks({ publicUrl }: WireContext, bill: BillingDocument): PageLinks {
  return documentPages(publicUrl, { ...bill, kind: 'bill' })
}
