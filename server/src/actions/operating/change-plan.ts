import type { Plan } from '../../catalog/plan.ts'
import {
  clearPrices,
  type DatedPrice,
  lockPlan,
  type PricedPlan,
  updatePlans,
  writePrices,
} from '../../catalog/plan-register.store.ts'
import type { Operator } from '../../operators/token.ts'
import { askRejudgement } from '../../policy/rejudgement.store.ts'
import { problem } from '../../problem/problem.ts'
import type { Parts } from '../parts.ts'
import { auditChange } from './audit-change.ts'
import { describePrices } from './create-plan.ts'
import { findPricedPlan } from './read-plan.ts'

/** What the engine judges services by. */
const judgedBy: readonly (keyof Plan)[] = ['manualAllowed', 'oneShot', 'followsParent', 'deletionDays']

/** Any subset of a plan's fields. */
export type PlanChange = Partial<Plan> & { readonly prices?: readonly DatedPrice[] }

/**
 * Changes what a plan says from now on; orders keep the prices they were quoted. A list of prices takes the place of the old
 * one, but earlier dated prices of periods that it names stay. Its services are judged by what it says now in the next sweep (rule A11).
 * @throws NOT_FOUND; CONFLICT for another code or family, which services have copied
 */
export async function changePlan(
  parts: Parts,
  request: { readonly operator: Operator; readonly code: string; readonly change: PlanChange },
): Promise<PricedPlan> {
  const { operator, code, change } = request
  return parts.transaction(async (transaction) => {
    await lockPlan(transaction, code)
    const plan = await findPricedPlan(transaction, code)
    refuseMove(plan, change)
    const { prices, ...fields } = change
    await updatePlans(transaction, [{ ...plan, ...fields }])
    if (judgedBy.some((field) => field in fields) || changesSale(plan, prices)) await askRejudgement(transaction)
    if (prices) {
      await clearPrices(transaction, code, prices)
      await writePrices(transaction, prices)
    }
    const data = { ...fields, ...(prices ? { prices: describePrices(prices) } : {}) }
    await auditChange(transaction, parts, { operator, action: 'plan.changed', subject: code, data })
    return findPricedPlan(transaction, code)
  })
}

/** Whether a plan is newly sold for a period or in a currency, or no more: its services renew by themselves for no other. */
function changesSale(plan: PricedPlan, prices: PlanChange['prices']): boolean {
  if (!prices) return false
  return soldFor(plan.prices).symmetricDifference(soldFor(prices)).size > 0
}

function soldFor(prices: readonly DatedPrice[]): Set<string> {
  return new Set(prices.map(({ period, currency }) => `${period} ${currency}`))
}

function refuseMove(plan: Plan, change: PlanChange): void {
  for (const field of ['code', 'family'] as const) {
    if (change[field] !== undefined && change[field] !== plan[field]) {
      throw problem('CONFLICT', `${field}: a plan keeps its ${field} "${plan[field]}": make a new plan instead`, {
        field,
      })
    }
  }
}
