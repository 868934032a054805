import { addHours, type Instant, isBefore, type LocalDate, startOfDay, type Zone } from '../calendar/calendar.ts'
import type { Period } from '../calendar/period.ts'
import type { Plan } from '../catalog/plan.ts'
import type { OrderId } from '../identity/identity.ts'
import { problem } from '../problem/problem.ts'
import { type RenewalKind, renewalKindOf } from './renewal-kind.ts'
import type { Ending, RenewalMode, Service } from './service.ts'

/** What of its renewal a service keeps: mode, period, and whether it is set to end. */
export interface Renewal {
  readonly mode: RenewalMode
  readonly period: Period
  readonly ends: Ending | null
}

/** What a customer wants changed; what is left out stays. */
export interface RenewalChange {
  readonly mode?: RenewalMode | undefined
  readonly period?: Period | undefined
  /** null: no end any more. */
  readonly ends?: Ending | null | undefined
}

/** What a change is judged by. */
export interface ChangeFacts {
  readonly service: Service
  readonly plan: Plan
  /** possible-periods.ts */
  readonly possiblePeriods: readonly Period[]
  /** The oldest order with an unpaid automatic bill on the service. */
  readonly openBill: OrderId | null
  readonly hasValidMeans: boolean
  readonly now: Instant
  readonly zone: Zone
  /** Policy `cutOffHours`, rule A8. */
  readonly cutOffHours: number
}

/**
 * The renewal that a service has after a change, or null when the change changes nothing (rules A1, A8).
 * @throws SERVICE_ONE_SHOT, SERVICE_HAS_OPEN_BILL naming the order, MANUAL_NOT_ALLOWED, NO_VALID_PAYMENT_MEANS, PAST_CUT_OFF,
 * PERIOD_NOT_SOLD naming the possible ones, INVALID_PARAMETER for an end of an engagement that there is not
 */
export function changeRenewal(facts: ChangeFacts, change: RenewalChange): Renewal | null {
  const { service } = facts
  const before: Renewal = { mode: service.mode, period: service.period, ends: service.ends }
  const modeChanges = change.mode !== undefined && change.mode !== currentMode(facts)
  const after: Renewal = {
    mode: modeChanges ? (change.mode ?? before.mode) : before.mode,
    period: change.period ?? before.period,
    ends: change.ends === undefined ? before.ends : change.ends,
  }
  const periodChanges = after.period !== before.period
  const endChanges = after.ends !== before.ends
  if (!modeChanges && !periodChanges && !endChanges) return null
  refuseUnchangeable(facts)
  if (modeChanges) refuseMode(facts, after.mode)
  if (periodChanges) refusePeriod(facts, after.period)
  if (endChanges) refuseEnding(facts, before.ends, after.ends)
  return after
}

/** The mode that a caller reads: what the plan forces is automatic, whatever was stored before the plan did. */
function currentMode({ service, plan }: ChangeFacts): RenewalMode {
  const kind: RenewalKind = renewalKindOf(service, plan)
  return kind === 'manual' || kind === 'automatic' ? kind : 'automatic'
}

/** @throws SERVICE_ONE_SHOT, SERVICE_HAS_OPEN_BILL naming the order */
export function refuseUnchangeable({ service, plan, openBill }: ChangeFacts): void {
  const { id } = service
  if (plan.oneShot) {
    throw problem('SERVICE_ONE_SHOT', `service ${id} is of mode oneShot: its renewal cannot be changed`, about(service))
  }
  if (openBill !== null) {
    throw problem(
      'SERVICE_HAS_OPEN_BILL',
      `the renewal of service ${id} cannot be changed while an automatic bill on it is unpaid: pay order ${openBill} first`,
      { ...about(service), orderId: String(openBill) },
    )
  }
}

function refuseMode(facts: ChangeFacts, mode: RenewalMode): void {
  const { service, plan, hasValidMeans } = facts
  if (mode === 'manual' && renewalKindOf(service, plan) === 'option') {
    const message = `service ${service.id} is renewed with its parent ${service.parentId}: change the mode of that one`
    throw problem('MANUAL_NOT_ALLOWED', message, about(service))
  }
  if (mode === 'manual' && !plan.manualAllowed) {
    const message = `service ${service.id} of plan ${plan.code} is renewed automatically only`
    throw problem('MANUAL_NOT_ALLOWED', message, about(service))
  }
  if (mode === 'automatic' && !hasValidMeans) {
    const message = `service ${service.id} can be renewed automatically only with a valid payment means: register one first`
    throw problem('NO_VALID_PAYMENT_MEANS', message, about(service))
  }
}

function refusePeriod({ service, plan, possiblePeriods }: ChangeFacts, period: Period): void {
  if (possiblePeriods.includes(period)) return
  const possible = possiblePeriods.join(', ')
  const reason =
    renewalKindOf(service, plan) === 'option'
      ? `it is renewed with its parent ${service.parentId}, for the period of that one`
      : `possible periods: ${possible || 'none'}`
  throw problem('PERIOD_NOT_SOLD', `service ${service.id} cannot be set to ${period}: ${reason}`, {
    ...about(service),
    possiblePeriods: possible,
  })
}

/** An end can be set or undone until 24 h before it (rule A8). */
function refuseEnding(facts: ChangeFacts, before: Ending | null, after: Ending | null): void {
  const { service } = facts
  if (after === 'engagement' && service.engagedUntil === null) {
    throw problem(
      'INVALID_PARAMETER',
      `service ${service.id} has no engagement at whose end it could end`,
      about(service),
    )
  }
  for (const ending of [before, after]) {
    const date = ending === 'engagement' ? service.engagedUntil : service.expiresOn
    if (ending !== null && date !== null) refusePastCutOff(facts, date)
  }
}

/** @throws PAST_CUT_OFF when it is too late to decide about the end on a date */
export function refusePastCutOff({ service, now, zone, cutOffHours }: ChangeFacts, date: LocalDate): void {
  if (isBefore(now, addHours(startOfDay(date, zone), -cutOffHours))) return
  const message = `the end of service ${service.id} on ${date} can be set or undone only until ${cutOffHours} hours before it`
  throw problem('PAST_CUT_OFF', message, about(service))
}

function about(service: Service): { readonly serviceId: string } {
  return { serviceId: String(service.id) }
}
