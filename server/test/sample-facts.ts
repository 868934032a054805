import type { CustomerSnapshot } from '../src/bills/document.ts'
import type { DocumentFacts } from '../src/documents/document-sheet.ts'
import type { OrderFacts } from '../src/documents/order-sheet.ts'
import { euro, sampleBill, sampleOrder } from './sample-values.ts'

/** Facts of sheets as the guide has them, to show without a database. */

export const seller = {
  name: 'Odnowa SAS',
  address: '2 rue du Renouveau\n59100 Roubaix',
  country: 'FR',
  vat: 'FR00123456789',
}

/** With all the letters that only Polish has. */
export const polishCustomer: CustomerSnapshot = {
  nichandle: 'cd23456-ovh',
  name: 'Żółkiewska',
  firstname: 'Łucja',
  organisation: null,
  email: 'lucja@example.com',
  country: 'PL',
  vat: null,
  address: 'ul. Gęślą Jaźń 7',
  city: 'Kościan Świeć',
  zip: '64-000',
  language: 'pl_PL',
}

export const samplePayment = {
  meansKind: 'creditCard',
  amount: euro('45.44'),
  paidAt: Temporal.Instant.from('2026-12-01T08:00:00Z'),
} as const

export function sampleOrderFacts(changes: Partial<OrderFacts> = {}): OrderFacts {
  return {
    order: sampleOrder(),
    bills: [],
    status: 'notPaid',
    seller,
    customer: polishCustomer,
    payment: null,
    ...changes,
  }
}

export function sampleDocumentFacts(changes: Partial<DocumentFacts> = {}): DocumentFacts {
  return {
    document: sampleBill({ seller, customer: polishCustomer }),
    orderStatus: 'delivered',
    debtIsOpen: false,
    payment: samplePayment,
    dueOn: null,
    corrections: [],
    refundTo: 'toMeans',
    ...changes,
  }
}
