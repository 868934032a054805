import { addHours, type Instant, isBefore, type LocalDate, startOfDay } from '../calendar/calendar.ts'
import { type Circumstances, heldPast, latest, plusDays } from './moments.ts'
import { remindersOf } from './reminders.ts'
import type { PlannedStep, RenewalFacts } from './renewal.ts'

/** The end of a service that stayed suspended for non-payment or expiry, `deletionDays` later and after a warning (rule A6). */
export function lapsedTermination(facts: RenewalFacts, circumstances: Circumstances, lapsedAt: Instant): PlannedStep[] {
  if (isHeld(facts)) return []
  const { now, zone, policy } = circumstances
  const day = plusDays(lapsedAt, facts.deletionDays, zone)
  const noticeHours = policy.terminationWarningDays * 24
  const since = latest(lapsedAt, heldPast(day, facts.freedAt))
  const warning = facts.told.find(({ kind, at }) => kind === 'termination.warning' && !isBefore(at, since))
  if (warning) return [{ at: latest(day, addHours(warning.at, noticeHours)), step: { do: 'terminate' } }]
  const at = latest(addHours(day, -noticeHours), since)
  const deadline = latest(day, addHours(isBefore(now, at) ? at : now, noticeHours))
  const telling = { kind: 'termination.warning', deadline, step: 0, subject: null } as const
  return [{ at, step: { do: 'tell', telling } }]
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
