import { type Bundle, listBundles as readBundles } from '../../catalog/bundle-register.store.ts'
import type { Parts } from '../parts.ts'

/** Bundle rules that are not removed, oldest first, from after an id on. */
export async function listBundles(
  parts: Parts,
  page: { readonly after: number; readonly limit: number },
): Promise<Bundle[]> {
  return parts.transaction((transaction) => readBundles(transaction, page))
}
