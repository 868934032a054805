import type { LocalDate } from '../calendar/calendar.ts'
import { addPeriod, type Period } from '../calendar/period.ts'
import type { Plan } from '../catalog/plan.ts'
import type { RenewalKind } from '../services/renewal-kind.ts'
import type { Service } from '../services/service.ts'
import type { ParentStanding } from './renewal.ts'

export interface ParentFacts {
  readonly service: Pick<Service, 'expiresOn' | 'ends' | 'engagedUntil' | 'suspensionCauses'>
  readonly kind: RenewalKind
  readonly plan: Pick<Plan, 'manualAllowed'>
  readonly accountActive: boolean
}

/**
 * What a parent means for an option's next period: it covers it when it is paid until then, or renews automatically and is not
 * about to end (rules S2, A2a).
 */
export function parentStanding(
  parent: ParentFacts,
  option: { readonly expiresOn: LocalDate; readonly period: Period; readonly anchorDay: number },
): ParentStanding {
  const newExpiration = addPeriod(option.expiresOn, option.period, option.anchorDay)
  const paidFarEnough = Temporal.PlainDate.compare(parent.service.expiresOn, newExpiration) >= 0
  const lapsed = parent.service.suspensionCauses.some((cause) => cause === 'unpaid' || cause === 'expired')
  return { covers: paidFarEnough || renewsAutomatically(parent), lapsed }
}

function renewsAutomatically({ service, kind, plan, accountActive }: ParentFacts): boolean {
  if (service.ends !== null) return false
  if (kind === 'option') return true // it follows a parent of its own
  if (kind === 'manual' || kind === 'oneShot') return false
  return accountActive || !plan.manualAllowed
}
