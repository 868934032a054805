import { expect, test } from 'vitest'
import { serviceLike } from './service.suite.ts'
import type { Service } from './service.ts'
import { standingOf } from './standing.ts'

type Row = [standing: string, service: Partial<Service>, openBill: boolean, today: string]
const before = '2027-01-14'
const after = '2027-01-15'

test.each<Row>([
  ['active', {}, false, before],
  ['active', {}, false, after],
  ['unpaid', {}, true, before],
  ['unpaidPastExpiration', {}, true, after],
  ['suspendedUnpaid', { state: 'suspended', suspensionCauses: ['unpaid'] }, true, after],
  ['suspendedUnpaid', { state: 'suspended', suspensionCauses: ['customer', 'unpaid'] }, true, after],
  ['suspendedUnpaid', { state: 'suspended', suspensionCauses: ['customer'] }, true, before],
  ['suspendedExpired', { state: 'suspended', suspensionCauses: ['expired'] }, false, after],
  ['suspendedExpired', { state: 'suspended', suspensionCauses: ['operator', 'expired'] }, false, after],
  ['suspended', { state: 'suspended', suspensionCauses: ['customer'] }, false, before],
  ['suspended', { state: 'suspended', suspensionCauses: ['operator'] }, false, after],
  ['terminated', { state: 'terminated' }, false, after],
])('W the standing is %s for %o, open bill %s, on %s', (standing, service, openBill, today) => {
  expect(standingOf(serviceLike(service), openBill, Temporal.PlainDate.from(today))).toBe(standing)
})
