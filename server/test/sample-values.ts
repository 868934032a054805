import type { BillingDocument } from '../src/bills/document.ts'
import type { Period } from '../src/calendar/period.ts'
import type { AccountId, DocumentId, MeansId, OrderId, OrderLineId, ServiceId } from '../src/identity/identity.ts'
import { type Currency, type Money, parseAmount } from '../src/money/money.ts'
import type { Order, OrderLine } from '../src/orders/order.ts'
import type { RegisteredMeans } from '../src/payments/registered-means.ts'

/** Values as the guide has them, to convert and to show without a database. */

export const accountId = 1 as AccountId

export function euro(amount: string): Money {
  return parseAmount(amount, 'EUR')
}

export function sampleLine(changes: Partial<OrderLine> = {}): OrderLine {
  return {
    id: 71 as OrderLineId,
    serviceId: 12345 as ServiceId,
    planCode: 'domain-ovh',
    serviceType: 'Domain .ovh',
    serviceName: 'example.ovh',
    period: 'P1Y' as Period,
    startsOn: Temporal.PlainDate.from('2026-12-01'),
    endsOn: Temporal.PlainDate.from('2027-12-01'),
    quantity: 1,
    unitPrice: euro('1.99'),
    totalPrice: euro('1.99'),
    taxRatePpm: 200_000,
    ...changes,
  }
}

/** The guide's order: 37.87 + 7.57 = 45.44 EUR. */
export function sampleOrder(changes: Partial<Order> = {}): Order {
  const hosting = sampleLine({
    id: 70 as OrderLineId,
    serviceId: 67890 as ServiceId,
    planCode: 'hosting-perso-2014',
    serviceType: 'Hosting Perso 2014',
    unitPrice: euro('35.88'),
    totalPrice: euro('35.88'),
  })
  return {
    accountId,
    id: 100_000_001 as OrderId,
    kind: 'renewal',
    identity: null,
    status: 'notPaid',
    currency: 'EUR' as Currency,
    amounts: { net: euro('37.87'), tax: euro('7.57'), gross: euro('45.44') },
    taxNote: null,
    password: 'pass+word/1',
    createdAt: Temporal.Instant.from('2026-07-15T13:49:06.789Z'),
    expiresAt: Temporal.Instant.from('2026-07-16T13:49:06.789Z'),
    endedAt: null,
    lines: [hosting, sampleLine()],
    ...changes,
  }
}

export function sampleBill(changes: Partial<BillingDocument> = {}): BillingDocument {
  const order = sampleOrder()
  return {
    accountId,
    id: 'B2026-000001' as DocumentId,
    kind: 'bill',
    orderId: order.id,
    corrects: null,
    category: 'earlyrenewal',
    currency: order.currency,
    amounts: order.amounts,
    taxNote: null,
    seller: { name: 'Odnowa SAS', address: 'Roubaix', country: 'FR', vat: null },
    customer: {
      nichandle: 'ab12345-ovh',
      name: 'Nowak',
      firstname: 'Ada',
      organisation: null,
      email: 'ada@example.com',
      country: 'FR',
      vat: null,
      address: null,
      city: null,
      zip: null,
      language: 'fr_FR',
    },
    purchaseOrders: [],
    password: 'bill-password',
    issuedAt: Temporal.Instant.from('2026-12-01T08:00:00Z'),
    lines: order.lines.map((line, index) => ({ ...line, id: index + 1, orderLineId: line.id })),
    ...changes,
  }
}

export function sampleMeans(changes: Partial<RegisteredMeans> = {}): RegisteredMeans {
  return {
    accountId,
    id: 1234 as MeansId,
    kind: 'paypal',
    isDefault: true,
    state: 'valid',
    label: 'ada@example.com',
    description: null,
    details: {},
    termsDays: null,
    expiresOn: null,
    createdAt: Temporal.Instant.from('2026-01-01T00:00:00Z'),
    updatedAt: Temporal.Instant.from('2026-01-01T00:00:00Z'),
    expired: false,
    usable: true,
    ...changes,
  }
}
