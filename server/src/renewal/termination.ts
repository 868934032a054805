import { addHours, type Instant, isBefore, type LocalDate, startOfDay } from '../calendar/calendar.ts'
import { type Circumstances, heldPast, latest, plusDays } from './moments.ts'
import { remindersOf } from './reminders.ts'
import type { PlannedStep, RenewalFacts, Told } from './renewal.ts'
import { untoldDeadline } from './untold-deadline.ts'

/**
 * The end of a service that stayed suspended for non-payment or expiry, `deletionDays` later and after a warning (rule A6), not before the
 * day that this named. One for an earlier day than the present plan's, which the plan's numbers have put off, is no warning of this one.
 */
export function lapsedTermination(facts: RenewalFacts, circumstances: Circumstances, lapsedAt: Instant): PlannedStep[] {
  if (isHeld(facts)) return []
  const { now, zone, policy } = circumstances
  const day = plusDays(lapsedAt, facts.deletionDays, zone)
  const noticeHours = policy.terminationWarningDays * 24
  const since = latest(lapsedAt, heldPast(day, facts.freedAt))
  const warning = lastWarning(facts, since, day)
  if (warning) {
    return [{ at: latest(day, addHours(warning.at, noticeHours), warning.deadline), step: { do: 'terminate' } }]
  }
  const at = latest(addHours(day, -noticeHours), since)
  const named = latest(day, addHours(isBefore(now, at) ? at : now, noticeHours))
  const deadline = untoldDeadline(facts, 'termination.warning', named)
  const telling = { kind: 'termination.warning', deadline, step: 0, subject: null } as const
  return [{ at, step: { do: 'tell', telling } }]
}

function lastWarning({ told }: RenewalFacts, since: Instant, day: Instant): Told | undefined {
  const heard = told.filter(({ kind, at, deadline }) => {
    return kind === 'termination.warning' && !isBefore(at, since) && !isBefore(deadline, day)
  })
  return heard.sort((left, right) => Temporal.Instant.compare(left.at, right.at)).at(-1)
}

/**
 * The end that a customer chose, or an engagement's, at 00:00 of the date itself, with its notices (rule A8); while it is being paid,
 * or an option that would end with it, later.
 */
export function chosenEnd(facts: RenewalFacts, circumstances: Circumstances, date: LocalDate): PlannedStep[] {
  const { zone, policy } = circumstances
  const notices = remindersOf(facts, circumstances, { kind: 'ending.reminder', date, days: policy.endingNoticeDays })
  if (isHeld(facts)) return notices
  return [...notices, { at: startOfDay(date, zone), step: { do: 'terminate' } }]
}

/** Nothing ends while it is being paid (rule A6): the money would be for nothing. */
function isHeld({ isReserved, isOptionReserved }: RenewalFacts): boolean {
  return isReserved || isOptionReserved
}
