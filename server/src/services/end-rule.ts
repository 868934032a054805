import { problem } from '../problem/problem.ts'
import {
  type ChangeFacts,
  changeRenewal,
  type Renewal,
  refusePastCutOff,
  refuseUnchangeable,
} from './change-renewal.ts'
import type { Service } from './service.ts'

/** What follows the end of an engagement, in OVH's words (ovh-api.md 2.2). */
export const endRules = [
  'CANCEL_SERVICE',
  'REACTIVATE_ENGAGEMENT',
  'STOP_ENGAGEMENT_FALLBACK_DEFAULT_PRICE',
  'STOP_ENGAGEMENT_KEEP_PRICE',
] as const
export type EndRule = (typeof endRules)[number]

/**
 * What follows a service's engagement: cancelling is the same as being set to end with it (rule A8), whichever door said so; null for
 * none, or when nothing was chosen: it is over then, at the usual price.
 */
export function endRuleOf(service: Pick<Service, 'engagedUntil' | 'ends' | 'engagementEndRule'>): EndRule | null {
  if (service.engagedUntil === null) return null
  if (service.ends === 'engagement') return 'CANCEL_SERVICE'
  return endRules.find((rule) => rule === service.engagementEndRule) ?? null
}

/** What a change of the rule writes. */
export interface EndRuleChange {
  /** What follows when the service does not end with its engagement. */
  readonly endRule: string | null
  /** null: mode, period and end stay as they are. */
  readonly renewal: Renewal | null
}

/**
 * Has another rule follow a service's engagement; null when that changes nothing. What refuses an end refuses this (rule A8).
 * @throws NOT_FOUND without an engagement, and what changeRenewal throws
 */
export function changeEndRule(facts: ChangeFacts, rule: EndRule): EndRuleChange | null {
  const { service } = facts
  if (service.engagedUntil === null) throw problem('NOT_FOUND', `service ${service.id} has no engagement`)
  if (rule === endRuleOf(service)) return null
  if (rule === 'CANCEL_SERVICE') {
    return { endRule: service.engagementEndRule, renewal: changeRenewal(facts, { ends: 'engagement' }) }
  }
  refuseUnchangeable(facts)
  refusePastCutOff(facts, service.engagedUntil)
  const renewal = service.ends === 'engagement' ? changeRenewal(facts, { ends: null }) : null
  return { endRule: rule, renewal }
}
