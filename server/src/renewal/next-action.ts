import type { Instant, LocalDate } from '../calendar/calendar.ts'
import { judgeService } from './judge-service.ts'
import type { Circumstances } from './moments.ts'
import type { Judgement, RenewalFacts, Step } from './renewal.ts'

/**
 * When a service is to be looked at next once its due steps are done (rule A11): what was told is told, what was ordered has an
 * open bill. At once when that makes something due. Not for steps that change the service itself; it is judged anew after those.
 */
export function nextAction(facts: RenewalFacts, judgement: Judgement, circumstances: Circumstances): Instant {
  if (judgement.steps.length === 0) return judgement.next
  const { now } = circumstances
  const told = judgement.steps.flatMap((step) => (step.do === 'tell' ? [{ ...step.telling, at: now }] : []))
  const ordered = judgement.steps.some((step) => step.do === 'order')
  const oldestDebt = ordered ? { countsFrom: now, unpaidFrom: facts.service.expiresOn } : facts.oldestDebt
  const { steps, next } = judgeService({ ...facts, told: [...facts.told, ...told], oldestDebt }, circumstances)
  // without any hours between a warning and what it warns of that is due at once; a new bill is collected before anything else
  return steps.length > 0 && !ordered ? now : next
}

/**
 * When a service that was just ordered and billed is to be looked at next once that bill is paid, if nothing else happens to it
 * until then (rule A11); null where it must be judged anew: when something is due at once even so, or payment reopens it.
 * @param expiresOn its expiration then
 */
export function nextActionOncePaid(
  facts: RenewalFacts,
  circumstances: Circumstances,
  expiresOn: LocalDate,
): Instant | null {
  const { service } = facts
  if (service.suspensionCauses.length > 0) return null
  const paid = { ...facts, service: { ...service, expiresOn }, oldestDebt: null, isReserved: false }
  const { steps, next } = judgeService(paid, circumstances)
  return steps.length === 0 ? next : null
}

/** Whether a step leaves a service that must be judged anew. */
export function changesService(step: Step): boolean {
  return step.do === 'suspend' || step.do === 'terminate' || step.do === 'endEngagement'
}
