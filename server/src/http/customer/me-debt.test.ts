import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type CustomerHouse, customerHouse, orderPath } from '../../../test/customer-house.ts'
import { brokenInvariants } from '../../../test/invariants.ts'
import { collectDebts } from '../../actions/automatic/collect-debts.ts'
import { billUnpaid } from '../../actions/sandbox/demo/bill-unpaid.ts'
import { scheduleDebts } from '../../bills/due-debt.store.ts'
import type { Account } from '../../customers/account.ts'
import type { ServiceId } from '../../identity/identity.ts'

let house: CustomerHouse
let maria: Account
let jan: Account
const [first, second] = ['B2026-000001', 'B2026-000002']

beforeAll(async () => {
  house = await customerHouse()
  maria = await house.account()
  jan = await house.account()
  await house.plan('domain-ovh', 'domain', 'Domain .ovh', { P1Y: '1.99' })
  await house.means(maria)
  for (const id of [101, 102]) {
    await house.service(maria, 'domain-ovh', `example${id}.ovh`, id)
    await billUnpaid(house.parts, { accountId: maria.id, serviceId: id as ServiceId, duration: 'P1Y' })
  }
})
afterAll(() => house?.close())

const get = async (path: string, who = maria) => house.call(who, 'GET', path)
const body = async (path: string) => (await get(path)).body
const pay = (path: string, headers = {}) => house.call(maria, 'POST', `${path}/pay`, { headers })
const payBy = (order: { readonly orderId: number }, id: number) =>
  house.call(maria, 'POST', `/me/order/${order.orderId}/pay`, { body: { paymentMethod: { id } } })
const price = (value: number) => ({ currencyCode: 'EUR', value })

async function debtOf(billId: string) {
  return body(`/me/bill/${billId}/debt`)
}

describe('the debt account', () => {
  test('sums what is owed, and lists debts, oldest first', async () => {
    expect(await body('/me/debtAccount')).toMatchObject({
      ...{ active: true, dueAmount: price(4.78), todoAmount: price(4.78) },
      ...{ pendingAmount: price(0), unmaturedAmount: price(0) },
    })
    const ids = await body('/me/debtAccount/debt')
    expect(ids).toHaveLength(2)
    const debt = await body(`/me/debtAccount/debt/${ids[0]}`)
    expect(debt).toMatchObject({ debtId: ids[0], status: 'TO_BE_PAID', amount: price(2.39), dueAmount: price(2.39) })
    expect(debt.date).toBe('2026-07-15T15:49:06+02:00')
    expect(await debtOf(first)).toEqual(debt)
    expect(await body(`/me/order/${debt.orderId}/debt`)).toEqual(debt)
  })

  test('of another account: empty, and not found', async () => {
    const { debtId, orderId } = await debtOf(first)
    expect((await get('/me/debtAccount/debt', jan)).body).toEqual([])
    expect((await get('/me/debtAccount', jan)).body).toMatchObject({ dueAmount: price(0) })
    for (const path of [`/me/debtAccount/debt/${debtId}`, `/me/bill/${first}/debt`, `/me/order/${orderId}/debt`]) {
      expect((await get(path, jan)).status).toBe(404)
      expect((await get(`${path}/operation`, jan)).status).toBe(404)
      expect((await house.call(jan, 'POST', `${path}/pay`)).status).toBe(404)
    }
    expect((await house.call(jan, 'POST', '/me/debtAccount/pay')).status).toBe(409)
  })
})

describe('B5 paying debts', () => {
  test('declined, then pending, then paid: each is an operation of the debt, and the debt says so', async () => {
    const { debtId, orderId } = await debtOf(first)
    const place = `/me/debtAccount/debt/${debtId}`
    const { body: order, status } = await pay(place)
    expect(status).toBe(200)
    expect(order).toMatchObject({ priceWithTax: price(2.39), priceWithoutTax: price(2.39), tax: price(0) })
    expect(order.expirationDate).toBe('2026-07-16T15:49:06+02:00')
    expect(await body(`/me/order/${order.orderId}/associatedObject`)).toEqual({ id: first, type: 'Bill' })
    expect(await body(`/me/order/${order.orderId}/details`)).toEqual([])

    expect((await payBy(order, 4002)).status).toBe(402)
    expect(await debtOf(first)).toMatchObject({ status: 'UNPAID', dueAmount: price(2.39) })
    await house.script(5678, 'pending:P1D:success', 'success')
    expect((await payBy(order, 5678)).status).toBe(200)
    expect(await debtOf(first)).toMatchObject({
      dueAmount: price(0),
      pendingAmount: price(2.39),
      todoAmount: price(2.39),
    })
    expect(await body('/me/debtAccount')).toMatchObject({ dueAmount: price(2.39), pendingAmount: price(2.39) })
    expect((await pay(place)).status).toBe(409)

    const ids: readonly number[] = await body(`${place}/operation`)
    const operations = await Promise.all(ids.map((id) => body(`${place}/operation/${id}`)))
    expect(operations.map(({ type, status: state, depositOrderId }) => [type, state, depositOrderId])).toEqual([
      ['ORDER', 'DONE', orderId],
      ['CREDIT_CARD_MANUAL', 'FAILED', order.orderId],
      ['CREDIT_CARD_MANUAL', 'PENDING', order.orderId],
    ])
    expect(await body(`${place}/operation?depositOrderId=${order.orderId}`)).toEqual(ids.slice(1))
    expect(await body(`/me/bill/${first}/debt/operation`)).toEqual(ids)
    expect(await body(`/me/order/${orderId}/debt/operation`)).toEqual(ids)
    const objects = await Promise.all(ids.map((id) => body(`${place}/operation/${id}/associatedObject`)))
    expect(objects.map(({ type, id, paymentInfo }) => [type, id, paymentInfo?.paymentType])).toEqual([
      ['Bill', first, undefined],
      ['Order', String(order.orderId), 'creditCard'],
      ['Order', String(order.orderId), 'creditCard'],
    ])
    expect((await get(`${place}/operation/${debtId * 10_000 + 9}`)).status).toBe(404)
  })

  test('of all: over the rest that is not being paid; repeated with a key it is one order (O7)', async () => {
    const headers = { 'idempotency-key': 'once' }
    const [one, other] = [await pay('/me/debtAccount', headers), await pay('/me/debtAccount', headers)]
    expect(other.body).toEqual(one.body)
    expect(one.body.priceWithTax).toMatchObject(price(2.39))
    expect((await payBy(one.body, 1234)).status).toBe(200)
    expect(await debtOf(second)).toMatchObject({ status: 'PAID', dueAmount: price(0), todoAmount: price(0) })
    expect(await body(`/me/bill/${second}/payment`)).toMatchObject({ paymentType: 'paypal' })
    expect(await body(`/me/order/${one.body.orderId}/status`)).toBe('delivered')
    expect((await pay(`/me/bill/${second}/debt`)).status).toBe(409)
    expect(await brokenInvariants(house.parts.transaction)).toEqual([])
  })

  test('what the engine tried and what the holder tried on the automatic order are told apart', async () => {
    await house.service(maria, 'domain-ovh', 'example104.ovh', 104)
    await billUnpaid(house.parts, { accountId: maria.id, serviceId: 104 as ServiceId, duration: 'P1Y' })
    const place = '/me/bill/B2026-000003/debt'
    const { orderId, debtId } = await body(place)
    const due = { accountId: maria.id, id: debtId, collectAt: house.parts.clock.now() }
    await house.parts.transaction((open) => scheduleDebts(open, [due]))
    await house.script(1234, 'decline:insufficient_funds', 'success')
    await collectDebts(house.parts, { until: house.parts.clock.now() })
    expect((await payBy({ orderId }, 4002)).status).toBe(402)
    expect((await payBy({ orderId }, 1234)).status).toBe(200)
    const ids: readonly number[] = await body(`${place}/operation`)
    const operations = await Promise.all(ids.map((id) => body(`${place}/operation/${id}`)))
    expect(operations.map(({ type, status }) => `${type} ${status}`)).toEqual([
      'ORDER DONE',
      'PAYPAL_AUTOMATIC FAILED',
      'CREDIT_CARD_MANUAL FAILED',
      'PAYPAL_MANUAL PAID',
    ])
  })

  test('the order of a person has no debt', async () => {
    await house.service(maria, 'domain-ovh', 'mine.ovh', 103)
    const order = await house.order(maria, 'P1Y', 103)
    expect((await get(orderPath(order, '/debt'))).status).toBe(404)
  })
})
