import type { DocumentId, OrderId } from '../identity/identity.ts'

/** Where a page and its PDF are opened without login. */
export interface PageLinks {
  readonly password: string
  readonly pdfUrl: string
  readonly url: string
}

/** Of an order: secrets, never logged (rule O6). @param publicUrl the origin, without a final slash */
export function orderPages(
  publicUrl: string,
  { id, password }: { readonly id: OrderId; readonly password: string },
): PageLinks {
  return pages(publicUrl, 'order', password, { orderId: String(id), orderPassword: password })
}

/** Of a bill or a refund: secrets, never logged. @param publicUrl the origin, without a final slash */
export function documentPages(
  publicUrl: string,
  { id, kind, password }: { readonly id: DocumentId; readonly kind: 'bill' | 'refund'; readonly password: string },
): PageLinks {
  return pages(publicUrl, kind, password, { [`${kind}Id`]: id, password })
}

function pages(publicUrl: string, page: string, password: string, words: Readonly<Record<string, string>>): PageLinks {
  const query = new URLSearchParams(words)
  return { password, pdfUrl: `${publicUrl}/${page}.pdf?${query}`, url: `${publicUrl}/${page}?${query}` }
}
