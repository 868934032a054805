import type { Plan } from '../../catalog/plan.ts'
import { type DatedPrice, insertPlans, type PricedPlan, writePrices } from '../../catalog/plan-register.store.ts'
import { toDecimal } from '../../money/money.ts'
import type { Operator } from '../../operators/token.ts'
import { problem } from '../../problem/problem.ts'
import type { Parts } from '../parts.ts'
import { productFamily } from '../services/product-family.ts'
import { auditChange } from './audit-change.ts'
import { findPricedPlan } from './read-plan.ts'

/**
 * Adds a plan with its prices.
 * @throws INVALID_PARAMETER for a family that is not sold; ALREADY_EXISTS when the code is taken
 */
export async function createPlan(
  parts: Parts,
  request: { readonly operator: Operator; readonly plan: Plan; readonly prices: readonly DatedPrice[] },
): Promise<PricedPlan> {
  const { operator, plan, prices } = request
  const { code, family } = plan
  if (!productFamily(family)) throw unknownFamily(family)
  return parts.transaction(async (transaction) => {
    const made = await insertPlans(transaction, [plan])
    if (made.length === 0) {
      throw problem('ALREADY_EXISTS', `code: there is a plan "${code}" already: change that one`, { field: 'code' })
    }
    await writePrices(transaction, prices)
    const data = { family, prices: describePrices(prices) }
    await auditChange(transaction, parts, { operator, action: 'plan.created', subject: code, data })
    return findPricedPlan(transaction, code)
  })
}

/** For the audit log: `P1Y 35.88 EUR from 2026-01-01`. */
export function describePrices(prices: readonly DatedPrice[]): readonly string[] {
  return prices.map((price) => {
    const { period, currency, ucents, validFrom } = price
    return `${period} ${toDecimal({ ucents, currency })} ${currency} from ${validFrom}`
  })
}

function unknownFamily(family: string) {
  return problem(
    'INVALID_PARAMETER',
    `family: "${family}" is no product family: write the literal segments of a product root, such as vps or hosting/web/cdn`,
    { field: 'family' },
  )
}
