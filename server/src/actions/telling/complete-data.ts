import { addHours, type Instant, isBefore, parseDate, startOfDay, type Zone } from '../../calendar/calendar.ts'
import type { NoticeData } from '../../notices/notice.ts'
import type { NoticedService } from '../../notices/noticed-service.store.ts'
import type { UnwrittenNotice } from '../../notices/outbox.store.ts'
import type { Policy } from '../../policy/policy.ts'
import { latest } from '../../renewal/moments.ts'
import { suspensionMoment } from '../../renewal/suspension-moment.ts'

interface Circumstances {
  readonly notice: UnwrittenNotice
  readonly services: readonly NoticedService[]
  readonly policy: Policy
  readonly zone: Zone
}

/** What a mail says beside its notice: what follows from that, its services and the operator's numbers where whoever told did not say it. */
export function completeData(facts: Circumstances): NoticeData {
  const { services, notice } = facts
  const { kind, data, orderId } = notice
  const isWarning = kind === 'suspension.warning' || kind === 'termination.warning'
  const isExpiry = isWarning && orderId === null && data.cause === undefined
  const lapsesAt = lapseOf(facts)
  return {
    ...(isExpiry ? { cause: 'expired' } : {}),
    ...moment('suspendAt', kind === 'expiry.reminder' ? lapsesAt : suspensionOf(facts)),
    ...moment('terminateAt', services.length === 0 ? null : lapsesAt && terminationOf(lapsesAt, facts)),
    ...moment('undoUntil', undoOf(facts)),
    ...data,
  }
}

function moment(name: 'suspendAt' | 'terminateAt' | 'undoUntil', at: Instant | null): NoticeData {
  return at === null ? {} : { [name]: at.toString() }
}

/** When services that a notice is about lapse or have lapsed: their termination counts from there (rule A6). */
function lapseOf({ notice: { kind, data, deadline, createdAt }, services, zone }: Circumstances): Instant | null {
  if (kind === 'suspension.warning') return deadline
  if (kind === 'expiry.reminder' && deadline) {
    // an operator may hold the first of them out of suspension (rule A5)
    const days = services.map(({ holdUntil }) => latest(deadline, holdUntil && startOfDay(holdUntil, zone)))
    return days.sort(Temporal.Instant.compare)[0] ?? deadline
  }
  return kind === 'service.suspended' && (data.cause === 'unpaid' || data.cause === 'expired') ? createdAt : null
}

/** When the first of what was not paid is suspended; null when that is so already, or is for a warning to say. */
function suspensionOf({ notice, services, policy, zone }: Circumstances): Instant | null {
  const { kind, countsFrom, unpaidFrom, createdAt } = notice
  if (kind !== 'renewal.failed' || countsFrom === null || unpaidFrom === null) return null
  const [first] = services
    .filter((service) => !service.suspensionCauses.includes('unpaid'))
    .map((service) => suspensionMoment({ countsFrom, unpaidFrom }, service.holdUntil, { policy, zone }))
    .sort(Temporal.Instant.compare)
  return first && isBefore(createdAt, first) ? first : null
}

/** When the first of what lapses is terminated (rule A6). */
function terminationOf(lapsesAt: Instant, { services, zone }: Circumstances): Instant {
  const days = Math.min(...services.map((service) => service.deletionDays))
  return lapsesAt.toZonedDateTimeISO(zone).add({ days }).toInstant()
}

/** Until when a chosen end can be undone (rule A8); null when it is too late for that, or nobody chose it. */
function undoOf({ notice: { kind, data, deadline, createdAt }, policy, zone }: Circumstances): Instant | null {
  const isChosen = kind === 'ending.reminder' && data.cause === undefined
  const end = isChosen ? deadline : endOf(data, zone)
  const until = end && addHours(end, -policy.cutOffHours)
  return until && isBefore(createdAt, until) ? until : null
}

function endOf({ endsOn }: NoticeData, zone: Zone): Instant | null {
  const date = endsOn === undefined ? null : parseDate(endsOn)
  return date && startOfDay(date, zone)
}
