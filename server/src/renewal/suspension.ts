import { addHours, type Instant, isBefore, type LocalDate, startOfDay } from '../calendar/calendar.ts'
import { type Circumstances, heldPast, latest } from './moments.ts'
import type { OpenDebt, PlannedStep, RenewalFacts, Telling, Told } from './renewal.ts'
import { suspensionMoment } from './suspension-moment.ts'
import { untoldDeadline } from './untold-deadline.ts'

/**
 * The suspension for an unpaid bill, with its warning (rules A4, A5): after the grace, not before the unpaid period begins, and
 * never without a warning that went out `warningHours` earlier, nor before the day that this named.
 */
export function unpaidSuspension(facts: RenewalFacts, circumstances: Circumstances, debt: OpenDebt): PlannedStep[] {
  const { service } = facts
  if (facts.isReserved || service.suspensionCauses.includes('unpaid')) return []
  const day = suspensionMoment(debt, service.holdUntil, circumstances)
  const since = latest(debt.countsFrom, heldPast(day, facts.freedAt))
  return warned(facts, circumstances, {
    kinds: ['suspension.warning'],
    warnHours: circumstances.policy.warningHours,
    day,
    since,
    cause: 'unpaid',
  })
}

/** The suspension of a service that nobody renewed: its last reminder is the warning (rule A5). */
export function expirySuspension(facts: RenewalFacts, circumstances: Circumstances): PlannedStep[] {
  const { service } = facts
  if (facts.isReserved || service.suspensionCauses.includes('expired')) return []
  const expiry = startOfDay(service.expiresOn, circumstances.zone)
  const day = latest(expiry, holdMoment(facts, circumstances))
  const since = heldPast(day, facts.freedAt)
  const reminded = facts.told.filter((told) => told.kind !== 'expiry.reminder' || told.deadline.equals(expiry))
  const kinds = ['suspension.warning', 'expiry.reminder'] as const
  return warned({ ...facts, told: reminded }, circumstances, { kinds, warnHours: 0, day, since, cause: 'expired' })
}

/** A follower goes along with a parent that is suspended: its parent's warning was its own (rule S3). */
export function followerSuspension(facts: RenewalFacts, { zone }: Circumstances): PlannedStep[] {
  const { service, parent } = facts
  if (!parent?.lapsed || service.suspensionCauses.includes('expired')) return []
  return [{ at: startOfDay(service.expiresOn, zone), step: { do: 'suspend', cause: 'expired' } }]
}

interface Warned {
  /** What counts as the warning. */
  readonly kinds: readonly Telling['kind'][]
  readonly day: Instant
  /** How long before it a warning is due; 0 where reminders usually were one. */
  readonly warnHours: number
  /** Only what was told from here on counts. */
  readonly since: Instant | null
  readonly cause: 'unpaid' | 'expired'
}

function warned(facts: RenewalFacts, { now, policy }: Circumstances, plan: Warned): PlannedStep[] {
  const { kinds, warnHours, day, since, cause } = plan
  const warnings = warningsOf(facts, kinds, since, day)
  const [first, last] = [warnings[0], warnings.at(-1)]
  if (first && last) {
    const at = latest(day, addHours(first.at, policy.warningHours), last.deadline)
    return [{ at, step: { do: 'suspend', cause } }]
  }
  const at = latest(addHours(day, -warnHours), since)
  const named = latest(day, addHours(isBefore(now, at) ? at : now, policy.warningHours))
  const deadline = untoldDeadline(facts, 'suspension.warning', named)
  const telling = { kind: 'suspension.warning', deadline, step: 0, subject: null } as const
  return [{ at, step: { do: 'tell', telling } }]
}

/**
 * The warnings that hold, first to last: reminders say the expiration, a warning the day it was planned for, and one for an earlier day
 * than the present plan's (a hold has put it off) is no warning of this one. The last says the day on which people count.
 */
function warningsOf(
  { told }: RenewalFacts,
  kinds: readonly Telling['kind'][],
  since: Instant | null,
  day: Instant,
): readonly Told[] {
  const heard = told.filter(({ kind, at, deadline }) => {
    const known = (kinds as readonly string[]).includes(kind)
    const timely = since === null || !isBefore(at, since)
    return known && timely && (kind !== 'suspension.warning' || !isBefore(deadline, day))
  })
  return heard.sort((left, right) => Temporal.Instant.compare(left.at, right.at))
}

function holdMoment({ service }: RenewalFacts, { zone }: Circumstances): Instant | null {
  const until: LocalDate | null = service.holdUntil
  return until && startOfDay(until, zone)
}
