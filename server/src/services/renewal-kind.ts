import type { Plan } from '../catalog/plan.ts'
import type { RenewalMode, Service } from './service.ts'

/**
 * How a service renews, as the wire's tables tell it apart (renewal-rules.md, W): `forced` where the plan does not allow manual,
 * `option` where it follows its parent. Being set to end (`service.ends`) comes on top and changes none of these.
 */
export type RenewalKind = RenewalMode | 'forced' | 'option' | 'oneShot'

/** The plan goes first: an option that its plan ties to the parent has no mode of its own, whatever is stored (W). */
export function renewalKindOf(
  service: Pick<Service, 'mode' | 'parentId'>,
  plan: Pick<Plan, 'oneShot' | 'followsParent' | 'manualAllowed'>,
): RenewalKind {
  if (plan.oneShot) return 'oneShot'
  if (plan.followsParent && service.parentId !== null) return 'option'
  return plan.manualAllowed ? service.mode : 'forced'
}

/** The modes that the customer can choose between; none for what has no mode of its own. */
export function possibleModes(service: Service, plan: Plan): readonly RenewalMode[] {
  const kind = renewalKindOf(service, plan)
  if (kind === 'oneShot' || kind === 'option') return []
  return kind === 'forced' ? ['automatic'] : ['automatic', 'manual']
}
