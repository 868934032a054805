import type { Instant } from '../calendar/calendar.ts'
import type { Period } from '../calendar/period.ts'
import { add, type Currency, type Money, partHalfUp, sum } from '../money/money.ts'
import type { Strategy, StrategyLine } from '../strategies/strategy.ts'
import type { OrderAmounts, OrderDraft, OrderKind, OrderLine, TaxNote } from './order.ts'

export interface DraftFacts {
  readonly strategy: Strategy
  readonly kind: OrderKind
  /** `auto:<serviceId>:<expiration>` of an automatic order (rule O7); null for one that a person makes. */
  readonly identity: string | null
  /** Millionths: 200,000 is 20 %. */
  readonly taxRatePpm: number
  readonly taxNote: TaxNote | null
  readonly now: Instant
  /** null: does not expire (rule O4). */
  readonly expiresAt: Instant | null
}

/** The order for a strategy: the same for a dry run, an order and an automatic order (rules O3, S9). */
export function draftOrder(facts: DraftFacts): OrderDraft {
  const { strategy, kind, identity, taxRatePpm, taxNote, now, expiresAt } = facts
  const { currency } = strategy.price
  const lines = strategy.lines.map((line) => toOrderLine(line, strategy.period, taxRatePpm))
  return { kind, identity, currency, amounts: amountsOf(lines, currency), taxNote, createdAt: now, expiresAt, lines }
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

function toOrderLine(line: StrategyLine, period: Period, taxRatePpm: number): Omit<OrderLine, 'id'> {
  return {
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
