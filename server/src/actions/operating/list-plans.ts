import type { PricedPlan } from '../../catalog/plan-register.store.ts'
import { listPlans as readPlans } from '../../catalog/plan-register.store.ts'
import type { Parts } from '../parts.ts'
import { withPrices } from './read-plan.ts'

/** Plans with their prices, in the order in which they were made, from after a position on. */
export async function listPlans(
  parts: Parts,
  page: { readonly after: number; readonly limit: number },
): Promise<PricedPlan[]> {
  return parts.transaction(async (transaction) => withPrices(transaction, await readPlans(transaction, page)))
}
