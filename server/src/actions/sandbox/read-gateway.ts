import {
  type ProviderCall,
  type ProviderSums,
  readProviderCalls,
  readProviderSums,
} from '../../operators/sandbox.store.ts'
import type { Parts } from '../parts.ts'

/** What the sandbox's gateway was asked, in order, and what it took and gave back by currency. */
export async function readGateway(
  parts: Parts,
): Promise<{ readonly calls: readonly ProviderCall[]; readonly sums: readonly ProviderSums[] }> {
  return parts.transaction(async (transaction) => {
    const [calls, sums] = await Promise.all([readProviderCalls(transaction), readProviderSums(transaction)])
    return { calls, sums }
  })
}
