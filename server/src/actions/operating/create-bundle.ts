import { type Bundle, insertBundle, type NewBundle } from '../../catalog/bundle-register.store.ts'
import { findPlans } from '../../catalog/plan-register.store.ts'
import type { Operator } from '../../operators/token.ts'
import { problem } from '../../problem/problem.ts'
import type { Parts } from '../parts.ts'
import { auditChange } from './audit-change.ts'

/**
 * Adds a bundle rule (rule S6).
 * @throws INVALID_PARAMETER for a plan that does not exist, or when the priced plan is none of the bundle
 */
export async function createBundle(
  parts: Parts,
  request: { readonly operator: Operator; readonly bundle: NewBundle },
): Promise<Bundle> {
  const { operator, bundle } = request
  if (!bundle.plans.includes(bundle.planCode)) {
    throw problem('INVALID_PARAMETER', `plan: "${bundle.planCode}" must be one of the bundle's plans`, {
      field: 'plan',
    })
  }
  return parts.transaction(async (transaction) => {
    const known = new Set((await findPlans(transaction, bundle.plans)).map((plan) => plan.code))
    const index = bundle.plans.findIndex((code) => !known.has(code))
    if (index >= 0) {
      const field = `plans[${index}]`
      throw problem('INVALID_PARAMETER', `${field}: there is no plan "${bundle.plans[index]}"`, { field })
    }
    const id = await insertBundle(transaction, bundle)
    const data = { plans: bundle.plans, plan: bundle.planCode, currency: bundle.currency }
    await auditChange(transaction, parts, { operator, action: 'bundle.created', subject: id, data })
    return { ...bundle, id }
  })
}
