import { readTaxRates as read } from '../../policy/policy.store.ts'
import type { TaxRate } from '../../policy/policy.ts'
import type { Parts } from '../parts.ts'

/** All rates, past and future ones too, by country and date. */
export async function readTaxRates(parts: Parts): Promise<readonly TaxRate[]> {
  return parts.transaction(read)
}
