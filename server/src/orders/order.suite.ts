import { parsePeriod } from '../calendar/period.ts'
import type { AccountId, OrderId, OrderLineId, ServiceId } from '../identity/identity.ts'
import { parseAmount } from '../money/money.ts'
import type { Order, OrderLine } from './order.ts'

/** An unpaid order of 20 November 2026, 12:00, over one VPS, for tests; `changes` says what is different. */
export function orderLike(changes: Partial<Order> = {}): Order {
  const amount = (value: string) => parseAmount(value, 'EUR')
  return {
    accountId: 1 as AccountId,
    id: 100 as OrderId,
    kind: 'renewal',
    identity: null,
    status: 'notPaid',
    currency: 'EUR',
    amounts: { net: amount('10'), tax: amount('2'), gross: amount('12') },
    taxNote: null,
    password: 'secret',
    createdAt: Temporal.Instant.from('2026-11-20T12:00:00Z'),
    expiresAt: Temporal.Instant.from('2026-11-21T12:00:00Z'),
    endedAt: null,
    lines: [orderLineLike()],
    ...changes,
  }
}

/** The renewal of VPS 7 for a year from 15 January 2027. */
export function orderLineLike(changes: Partial<OrderLine> = {}): OrderLine {
  return {
    id: 1 as OrderLineId,
    serviceId: 7 as ServiceId,
    planCode: 'vps',
    serviceType: 'VPS',
    serviceName: 'vps7.example',
    period: parsePeriod('P1Y'),
    startsOn: Temporal.PlainDate.from('2027-01-15'),
    endsOn: Temporal.PlainDate.from('2028-01-15'),
    quantity: 1,
    unitPrice: parseAmount('10', 'EUR'),
    totalPrice: parseAmount('10', 'EUR'),
    taxRatePpm: 200_000,
    ...changes,
  }
}
