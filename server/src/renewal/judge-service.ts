import { isBefore, localDate, startOfDay } from '../calendar/calendar.ts'
import { approximateDays } from '../calendar/period.ts'
import { type Circumstances, plusDays } from './moments.ts'
import { orderMoment } from './order-moment.ts'
import { cardReminders, remindersOf } from './reminders.ts'
import type { Judgement, PlannedStep, RenewalFacts, Step } from './renewal.ts'
import { expirySuspension, followerSuspension, unpaidSuspension } from './suspension.ts'
import { chosenEnd, lapsedTermination } from './termination.ts'
import { type Way, wayOf } from './way.ts'

/** Reminders of automatic renewals are for periods longer than a month (rule A10). */
const daysOfMonth = 31

/**
 * What is due for a service as of now, and when it is to be looked at again (rules A2-A11). Reconciliation by date: it asks only
 * what the service is, what was billed and what was told, so that a judgement that comes late, twice or after a crash does each
 * step once, in its order. What a step changes is judged again after it.
 */
export function judgeService(facts: RenewalFacts, circumstances: Circumstances): Judgement {
  const { now, zone } = circumstances
  const planned = agendaOf(facts, circumstances).sort((left, right) => Temporal.Instant.compare(left.at, right.at))
  const due = planned.filter(({ at }) => !isBefore(now, at))
  const later = planned.find(({ at }) => isBefore(now, at))
  const next = later?.at ?? plusDays(now, 1, zone)
  return { steps: untilOrdered(due.map(({ step }) => step)), next }
}

/** Once it is ordered, a service is judged by its bill: what would have been due after that is no more (rule T6). */
function untilOrdered(steps: readonly Step[]): readonly Step[] {
  const order = steps.findIndex((step) => step.do === 'order')
  return order === -1 ? steps : steps.slice(0, order + 1)
}

/** All that lies before a service, by the way it goes, and by its debt or lapse when it has one. */
function agendaOf(facts: RenewalFacts, circumstances: Circumstances): PlannedStep[] {
  const { service, oldestDebt } = facts
  const way = wayOf(facts)
  if (way.way === 'ends') return [...chosenEnd(facts, circumstances, way.on), ...lapse(facts, circumstances)]
  if (oldestDebt) {
    const lapsed = service.suspensionCauses.includes('unpaid')
    return lapsed ? lapse(facts, circumstances) : unpaidSuspension(facts, circumstances, oldestDebt)
  }
  return [...onTheWay(way, facts, circumstances), ...lapse(facts, circumstances), ...engagement(facts, circumstances)]
}

function onTheWay(way: Way, facts: RenewalFacts, circumstances: Circumstances): PlannedStep[] {
  if (way.way === 'manual') return manual(facts, circumstances)
  if (way.way === 'follows') return followerSuspension(facts, circumstances)
  const end = way.way === 'engaged' ? chosenEnd(facts, circumstances, way.until) : []
  return [...automatic(facts, circumstances), ...end]
}

function automatic(facts: RenewalFacts, circumstances: Circumstances): PlannedStep[] {
  const { service, renewDay, isReserved } = facts
  const at = orderMoment(service, renewDay, circumstances)
  const chargedOn = localDate(at, circumstances.zone)
  const order: PlannedStep[] = isReserved ? [] : [{ at, step: { do: 'order' } }]
  if (!isBefore(circumstances.now, at)) return order
  const { zone, policy } = circumstances
  const days = policy.reminderDays.automatic
  const date = renewDay === 0 ? service.expiresOn : chargedOn
  const isLong = approximateDays(service.period) > daysOfMonth
  const upcoming = isLong ? remindersOf(facts, { now: circumstances.now, zone, policy }, remindAt(date, days)) : []
  return [...upcoming, ...cardReminders(facts, circumstances, chargedOn), ...order]
}

function remindAt(date: Temporal.PlainDate, days: readonly number[]) {
  return { kind: 'renewal.upcoming', date, days } as const
}

function manual(facts: RenewalFacts, circumstances: Circumstances): PlannedStep[] {
  const days = circumstances.policy.reminderDays.manual
  const reminders = remindersOf(facts, circumstances, { kind: 'expiry.reminder', date: facts.service.expiresOn, days })
  return [...reminders, ...expirySuspension(facts, circumstances)]
}

function lapse(facts: RenewalFacts, circumstances: Circumstances): PlannedStep[] {
  const { lapsedAt } = facts.service
  return lapsedAt === null ? [] : lapsedTermination(facts, circumstances, lapsedAt)
}

/** An engagement that is over and ends nothing: its rule says how the service goes on. */
function engagement({ service }: RenewalFacts, { zone }: Circumstances): PlannedStep[] {
  const { engagedUntil, ends, engagementEndRule } = service
  if (!engagedUntil || ends === 'engagement' || engagementEndRule === 'CANCEL_SERVICE') return []
  return [{ at: startOfDay(engagedUntil, zone), step: { do: 'endEngagement' } }]
}
