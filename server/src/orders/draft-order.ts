import type { Instant } from '../calendar/calendar.ts'
import type { Period } from '../calendar/period.ts'
import type { BillingGroupId, ServiceId } from '../identity/identity.ts'
import { add, type Currency, type Money, partHalfUp, sum } from '../money/money.ts'
import type { Strategy, StrategyLine } from '../strategies/strategy.ts'
import type { DraftLine, OrderAmounts, OrderDraft, OrderKind, TaxNote } from './order.ts'

export interface DraftFacts {
  /** One for an order that a person makes; an automatic one renews what is due at a moment, set by set. At least one. */
  readonly strategies: readonly Strategy[]
  readonly currency: Currency
  readonly kind: OrderKind
  /** customers/billing-group.ts */
  readonly billingGroupId: BillingGroupId | null
  /** Of an automatic order each service's identity (rule O7); null for one that a person makes. */
  readonly identities: ReadonlyMap<ServiceId, string> | null
  /** Millionths: 200,000 is 20 %. */
  readonly taxRatePpm: number
  readonly taxNote: TaxNote | null
  readonly now: Instant
  /** null: does not expire (rule O4). */
  readonly expiresAt: Instant | null
}

/** The order for a strategy: the same for a dry run, an order and an automatic order (rules O3, S9). */
export function draftOrder(facts: DraftFacts): OrderDraft {
  const { strategies, currency, kind, billingGroupId, identities, taxRatePpm, taxNote, now, expiresAt } = facts
  const lines = strategies.flatMap(({ lines, period }) =>
    lines.map((line) => toDraftLine(line, period, taxRatePpm, identities?.get(line.service.id) ?? null)),
  )
  const identity = lines[0]?.renewalIdentity ?? null
  const amounts = amountsOf(lines, currency)
  return { kind, billingGroupId, identity, currency, amounts, taxNote, createdAt: now, expiresAt, lines }
}

/** What a line must tell for the totals: an order's and a document's lines do. */
export interface TaxedLine {
  readonly totalPrice: Money
  readonly taxRatePpm: number
}

/** The totals of lines: tax once for each rate on the sum of its lines, half up (rule O3). No lines: zeros. */
export function amountsOf(lines: readonly TaxedLine[], currency: Currency): OrderAmounts {
  const rates = [...new Set(lines.map((line) => line.taxRatePpm))]
  const net = sum(
    lines.map((line) => line.totalPrice),
    currency,
  )
  const tax = sum(
    rates.map((rate) => partHalfUp(netAtRate(lines, rate, currency), rate)),
    currency,
  )
  return { net, tax, gross: add(net, tax) }
}

function netAtRate(lines: readonly TaxedLine[], rate: number, currency: Currency): Money {
  const atRate = lines.filter((line) => line.taxRatePpm === rate)
  return sum(
    atRate.map((line) => line.totalPrice),
    currency,
  )
}

function toDraftLine(
  line: StrategyLine,
  period: Period,
  taxRatePpm: number,
  renewalIdentity: string | null,
): DraftLine {
  return {
    renewalIdentity,
    serviceId: line.service.id,
    planCode: line.service.planCode,
    serviceType: line.serviceType,
    serviceName: line.service.name,
    period,
    startsOn: line.startsOn,
    endsOn: line.endsOn,
    quantity: line.service.quantity,
    unitPrice: line.unitPrice,
    totalPrice: line.totalPrice,
    taxRatePpm,
  }
}
