import { findPlans, type PricedPlan, type RegisteredPlan, readDatedPrices } from '../../catalog/plan-register.store.ts'
import type { Transaction } from '../../database/transaction.ts'
import { problem } from '../../problem/problem.ts'
import type { Parts } from '../parts.ts'

/**
 * A plan with all its prices.
 * @throws NOT_FOUND
 */
export async function readPlan(parts: Parts, request: { readonly code: string }): Promise<PricedPlan> {
  return parts.transaction((transaction) => findPricedPlan(transaction, request.code))
}

/** The same within a transaction that goes on. @throws NOT_FOUND */
export async function findPricedPlan(transaction: Transaction, code: string): Promise<PricedPlan> {
  const [plan] = await withPrices(transaction, await findPlans(transaction, [code]))
  if (!plan) throw problem('NOT_FOUND', `there is no plan "${code}"`)
  return plan
}

/** Plans with their prices, in the order given. */
export async function withPrices(transaction: Transaction, plans: readonly RegisteredPlan[]): Promise<PricedPlan[]> {
  const codes = plans.map((plan) => plan.code)
  const prices = Map.groupBy(await readDatedPrices(transaction, codes), (price) => price.planCode)
  return plans.map((plan) => ({ ...plan, prices: prices.get(plan.code) ?? [] }))
}
