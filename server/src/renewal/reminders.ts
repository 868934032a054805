import { type Instant, isBefore, type LocalDate, startOfDay } from '../calendar/calendar.ts'
import { type Circumstances, daysBefore } from './moments.ts'
import type { PlannedStep, RenewalFacts, Telling } from './renewal.ts'

interface Reminding {
  readonly kind: Telling['kind']
  /** What is reminded of: at its 00:00. */
  readonly date: LocalDate
  readonly days: readonly number[]
  readonly subject?: string
}

/**
 * The reminders of one deadline (rule A10): each of `days` before it, once; of several that were missed only the latest, and none
 * once the deadline is there.
 */
export function remindersOf(facts: RenewalFacts, circumstances: Circumstances, reminding: Reminding): PlannedStep[] {
  const { now, zone } = circumstances
  const { kind, date, days, subject = null } = reminding
  const deadline = startOfDay(date, zone)
  if (!isBefore(now, deadline)) return []
  const sent = new Set(stepsSent(facts, kind, deadline))
  const least = Math.min(...sent, Number.POSITIVE_INFINITY)
  const planned = days
    .filter((step) => step < least)
    .sort((left, right) => right - left)
    .map((step) => ({ at: daysBefore(date, step, zone), step }))
  const latestDue = planned.findLast(({ at }) => !isBefore(now, at))
  return planned
    .filter(({ at, step }) => isBefore(now, at) || step === latestDue?.step)
    .map(({ at, step }) => ({ at, step: { do: 'tell', telling: { kind, deadline, step, subject } } }))
}

function stepsSent({ told }: RenewalFacts, kind: string, deadline: Instant): readonly number[] {
  return told.filter((each) => each.kind === kind && each.deadline.equals(deadline)).map(({ step }) => step)
}

/** The default means ends before the charge: 30 days before it ends (rule A10). */
export function cardReminders(facts: RenewalFacts, circumstances: Circumstances, chargedOn: LocalDate): PlannedStep[] {
  const { endingMeans } = facts
  if (!endingMeans || Temporal.PlainDate.compare(endingMeans.expiresOn, chargedOn) >= 0) return []
  return remindersOf(facts, circumstances, {
    ...{ kind: 'card.ending', date: endingMeans.expiresOn, days: circumstances.policy.reminderDays.card },
    subject: `means:${endingMeans.id}`,
  })
}
