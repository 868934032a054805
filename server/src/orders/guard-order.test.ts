import { describe, expect, test } from 'vitest'
import type { DocumentId, OrderId, ServiceId } from '../identity/identity.ts'
import { parseAmount } from '../money/money.ts'
import { type GuardFacts, guardOrder, outdatedLine } from './guard-order.ts'
import { orderLike, orderLineLike } from './order.suite.ts'

const order = orderLike({
  lines: [
    orderLineLike(),
    orderLineLike({ serviceId: 8 as ServiceId, serviceName: 'vps8.example', startsOn: date('2027-02-01') }),
  ],
})
const asQuoted = order.lines.map(({ serviceId, startsOn }) => ({
  id: serviceId,
  expiresOn: startsOn,
  terminated: false,
}))
const now = Temporal.Instant.from('2026-11-20T13:00:00Z')
const fit: GuardFacts = { order, now, pays: [order.id], debts: [], services: asQuoted, openBills: [], reserved: [] }
const other = 200 as OrderId

function date(text: string) {
  return Temporal.PlainDate.from(text)
}

/** What the guard says of the facts with these changes: a code, what becomes of the order, and the details. */
function guarded(changes: Partial<GuardFacts>) {
  const refusal = guardOrder({ ...fit, ...changes })
  return refusal && { code: refusal.problem.code, becomes: refusal.becomes, ...refusal.problem.details }
}

function inService(id: number, change: Partial<GuardFacts['services'][number]>) {
  return asQuoted.map((service) => (service.id === id ? { ...service, ...change } : service))
}

describe('O5a paid is paid', () => {
  test.each([
    ['checking', 'ORDER_BEING_PAID'],
    ['delivering', 'ORDER_DELIVERED'],
    ['delivered', 'ORDER_DELIVERED'],
    ['cancelled', 'ORDER_CANCELLED'],
    ['expired', 'ORDER_EXPIRED'],
  ] as const)('an order that is %s is refused by %s and stays as it is', (status, code) => {
    expect(guarded({ order: { ...order, status } })).toEqual({ code, becomes: null })
  })

  test('each of these is a conflict', () => {
    for (const status of ['checking', 'delivered', 'cancelled', 'expired'] as const) {
      expect(guardOrder({ ...fit, order: { ...order, status } })?.problem.status).toBe(409)
    }
  })
})

describe('O4 expiration', () => {
  test.each([
    ['2026-11-21T11:59:59.999999999Z', null],
    ['2026-11-21T12:00:00Z', { code: 'ORDER_EXPIRED', becomes: 'expired' }],
    ['2027-11-21T12:00:00Z', { code: 'ORDER_EXPIRED', becomes: 'expired' }],
  ])('at %s', (moment, expected) => {
    expect(guarded({ now: Temporal.Instant.from(moment) })).toEqual(expected)
  })

  test('an automatic order does not expire', () => {
    const automatic = orderLike({ kind: 'automatic', expiresAt: null, lines: order.lines })
    expect(guarded({ order: automatic, now: Temporal.Instant.from('2026-12-31T12:00:00Z') })).toBeNull()
  })
})

describe('O5 guard', () => {
  const cancelled = (serviceId: string) => ({ code: 'ORDER_OUTDATED', becomes: 'cancelled', orderId: '100', serviceId })

  test('an order whose services are as quoted may be paid', () => {
    expect(guarded({})).toBeNull()
    expect(guarded({ services: asQuoted.toReversed() })).toBeNull()
  })

  test.each([
    ['was renewed meanwhile', inService(8, { expiresOn: date('2028-02-01') })],
    ['was shortened meanwhile', inService(8, { expiresOn: date('2027-01-31') })],
    ['was terminated meanwhile', inService(8, { terminated: true })],
    ['is not there', asQuoted.slice(0, 1)],
  ])('a service that %s cancels the order, and is named', (_what, services) => {
    expect(guarded({ services })).toEqual(cancelled('8'))
    expect(guardOrder({ ...fit, services })?.problem.message).toContain('service 8 (vps8.example)')
    expect(outdatedLine(order, services)?.serviceId).toBe(8)
  })

  test('an open automatic bill of another order cancels it, and says what to pay', () => {
    const openBills = [{ serviceId: 7 as ServiceId, orderId: other }]
    expect(guarded({ openBills })).toEqual({ ...cancelled('7'), payFirstOrderId: '200' })
  })

  test('an order that has a bill itself is owed whatever happens: it is refused, and stays', () => {
    const billed = orderLike({ ...order, kind: 'automatic', expiresAt: null })
    const openBills = [{ serviceId: 7 as ServiceId, orderId: other }]
    expect(guarded({ order: billed, openBills })).toMatchObject({ code: 'ORDER_OUTDATED', becomes: null })
    const services = inService(8, { terminated: true })
    expect(guardOrder({ ...fit, order: billed, services })).toMatchObject({
      ...{ becomes: null, problem: { message: expect.stringContaining('order 100 cannot be paid now: service 8') } },
    })
  })

  test('the bill of the order itself does not stand in its way', () => {
    expect(guarded({ openBills: [{ serviceId: 7 as ServiceId, orderId: order.id }] })).toBeNull()
  })

  test('a service that another order is being paid for is reserved: refused, and the order stays', () => {
    const reserved = [{ serviceId: 8 as ServiceId, orderId: other }]
    const details = { orderId: '100', serviceId: '8', reservedByOrderId: '200' }
    expect(guarded({ reserved })).toEqual({ code: 'SERVICE_RESERVED', becomes: null, ...details })
  })

  test('what ends the order comes before what only delays it', () => {
    const reserved = [{ serviceId: 8 as ServiceId, orderId: other }]
    const openBills = [{ serviceId: 7 as ServiceId, orderId: other }]
    const services = inService(8, { terminated: true })
    expect(guarded({ reserved, openBills, services })?.code).toBe('ORDER_OUTDATED')
    expect(guarded({ reserved, openBills })?.becomes).toBe('cancelled')
    const late = Temporal.Instant.from('2026-11-22T12:00:00Z')
    expect(guarded({ reserved, openBills, services, now: late })?.becomes).toBe('expired')
    expect(guarded({ reserved, services, now: late, order: { ...order, status: 'delivered' } })?.becomes).toBeNull()
  })
})

describe('B5, O5 the bills that an order pays', () => {
  const euro = (value: string) => parseAmount(value, 'EUR')
  const debt = { billId: 'B2026-000001' as DocumentId, isOpen: true, owed: euro('12'), asked: euro('12') }

  test.each([
    ['is owed as it was asked', debt, null],
    ['is paid by now', { ...debt, isOpen: false }, 'bill B2026-000001 is paid'],
    ['was credited in part', { ...debt, owed: euro('5') }, 'only 5.00 € of bill B2026-000001 are owed'],
  ])('%s', (_name, changed, why) => {
    const refusal = guardOrder({ ...fit, debts: [debt, changed] })
    if (why === null) expect(refusal).toBeNull()
    else expect(refusal).toMatchObject({ becomes: 'cancelled', problem: { code: 'ORDER_OUTDATED', status: 409 } })
    if (why !== null) expect(refusal?.problem.message).toContain(why)
  })

  test('open bills of the orders that it pays are no other bills', () => {
    const [line] = order.lines
    const open = [{ serviceId: line?.serviceId as ServiceId, orderId: other }]
    expect(guarded({ openBills: open, pays: [other] })).toBeNull()
    expect(guarded({ openBills: open, pays: [order.id] })).toMatchObject({ becomes: 'cancelled' })
  })
})
