import { type NamedToken, listTokens as readTokens } from '../../operators/token.store.ts'
import type { Parts } from '../parts.ts'

/** Named admin tokens, oldest first, from after an id on; never the tokens themselves. */
export async function listTokens(
  parts: Parts,
  page: { readonly after: number; readonly limit: number },
): Promise<NamedToken[]> {
  return parts.transaction((transaction) => readTokens(transaction, page))
}
