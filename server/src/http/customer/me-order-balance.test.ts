import sql from 'sql-template-tag'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { booksOf } from '../../../test/books.ts'
import { type CustomerHouse, customerHouse, orderPath } from '../../../test/customer-house.ts'
import { brokenInvariants } from '../../../test/invariants.ts'
import { resolveAttempts } from '../../actions/paying/resolve-attempts.ts'
import { refundOrder } from '../../actions/refunding/refund-order.ts'
import type { Account } from '../../customers/account.ts'
import { money, toDecimal } from '../../money/money.ts'
import { mainOperator as operator } from '../../operators/token.ts'
import type { Order } from '../../orders/order.ts'

const name = 'PREPAID_ACCOUNT'
const start = '2026-07-15T13:49:06Z'

let house: CustomerHouse
let maria: Account
let order: Order
let serviceId = 1000

beforeAll(async () => {
  house = await customerHouse(start)
  await house.plan('hosting', 'hosting/web', 'Hosting', { P1Y: '35.88' })
})
afterAll(() => house?.close())
beforeEach(async () => {
  serviceId += 1
  house.moveTo(start)
  maria = await house.account()
  await house.service(maria, 'hosting', `site${serviceId}.example`, serviceId)
  order = await house.order(maria, 'P1Y', serviceId)
})

const at = (rest = '') => orderPath(order, `/balance${rest}`)
const apply = (balanceName = name) => house.call(maria, 'POST', at(), { body: { balanceName } })
const remove = () => house.call(maria, 'DELETE', at(`/${name}`))
const get = (path: string) => house.call(maria, 'GET', path)
const status = async () => (await get(orderPath(order, '/status'))).body

/** Pays with a means of its own; answers the status and what the gateway was asked for. */
async function pay(...outcomes: string[]) {
  const { body } = await means(outcomes)
  const paid = await house.call(maria, 'POST', orderPath(order, '/pay'), { body: { paymentMethod: { id: body.id } } })
  const calls = await house.parts.transaction((open) =>
    open.query<{ readonly ucents: bigint }>(sql`
      select amount_ucents as ucents from sandbox.calls where order_id = ${order.id}::bigint and operation = 'charge' order by id`),
  )
  return [paid.status, ...calls.map(({ ucents }) => toDecimal(money(ucents, 'EUR')))]
}

async function means(outcomes: string[]) {
  const payload = JSON.stringify({ type: 'paypal' })
  const url = `/admin/accounts/${maria.nichandle}/payment-means`
  const headers = { authorization: 'Bearer secret', 'content-type': 'application/json' }
  const answer = await house.app.inject({ method: 'POST', url, headers, payload })
  const body = answer.json()
  if (outcomes.length > 0) await house.script(body.id, ...outcomes)
  return { body }
}

async function allIsWell() {
  expect(await brokenInvariants(house.parts.transaction)).toEqual([])
}

describe('P8 a balance that is applied to an order', () => {
  test('lowers what its means is charged, by what it holds when the order is paid', async () => {
    await house.credit(maria, '10', 'a gift')
    expect(await get(at())).toMatchObject({ status: 200, body: [] })
    expect(await apply()).toMatchObject({ status: 200, body: { balanceName: name, amount: { value: 10 } } })
    expect((await apply()).status).toBe(200)
    expect((await get(at())).body).toEqual([name])
    await house.credit(maria, '3', 'another')
    expect((await get(at(`/${name}`))).body.amount.text).toBe('13.00 €')
    expect(await pay()).toEqual([200, '30.06'])
    expect(await status()).toBe('delivered')
    expect((await get(at(`/${name}`))).body.amount.text).toBe('13.00 €')
    expect((await get('/me/ovhAccount/EUR')).body.balance.text).toBe('0.00 €')
    expect(await booksOf(house.parts.transaction, maria.id)).toMatchObject({ 'gateway:paypal': '30.06' })
    await allIsWell()
  })

  test('pays alone when it holds enough: the means is not charged', async () => {
    await house.credit(maria, '50', 'a gift')
    expect((await apply()).body.amount.text).toBe('43.06 €')
    expect(await pay()).toEqual([200])
    expect((await get(orderPath(order, '/payment'))).body.paymentType).toBe('ovhAccount')
    expect((await get('/me/ovhAccount/EUR')).body.balance.text).toBe('6.94 €')
    await allIsWell()
  })

  test('pays nothing when it is empty, or taken off again', async () => {
    expect((await apply()).body.amount.text).toBe('0.00 €')
    await house.credit(maria, '10', 'a gift')
    expect(await remove()).toMatchObject({ status: 200, body: null })
    expect((await get(at())).body).toEqual([])
    expect((await remove()).status).toBe(404)
    expect(await pay()).toEqual([200, '43.06'])
    expect((await get('/me/ovhAccount/EUR')).body.balance.text).toBe('10.00 €')
  })

  test('is reserved while the money is on its way, and free again when it does not come', async () => {
    await house.credit(maria, '10', 'a gift')
    await apply()
    expect(await pay('pending:P5D:fail')).toEqual([200, '33.06'])
    expect((await get('/me/credit/balance/PREPAID_ACCOUNT')).body.booked).toMatchObject([
      { orderId: order.id, amount: { value: 10 } },
    ])
    expect((await remove()).body.errorCode).toBe('ORDER_BEING_PAID')
    await allIsWell()
    house.moveTo('2026-07-20T13:49:07Z')
    await resolveAttempts(house.parts, { until: house.clock.now() })
    expect((await get('/me/credit/balance/PREPAID_ACCOUNT')).body).toMatchObject({ booked: [], amount: { value: 10 } })
    expect(await status()).toBe('cancelled')
    await allIsWell()
  })

  test('B6 what it paid goes back to it when the order is refunded, the rest to the means', async () => {
    await house.credit(maria, '10', 'a gift')
    await apply()
    await pay()
    await refundOrder(house.parts, { operator, orderId: order.id, reason: 'a favour' })
    expect((await get('/me/ovhAccount/EUR')).body.balance.text).toBe('10.00 €')
    expect(await booksOf(house.parts.transaction, maria.id)).toEqual({ adjustment: '10.00', balance: '-10.00' })
    await allIsWell()
  })

  test('a declined means charges nothing of it, and the order can be paid again', async () => {
    await house.credit(maria, '10', 'a gift')
    await apply()
    expect(await pay('decline:insufficient_funds')).toEqual([402, '33.06'])
    expect((await get('/me/ovhAccount/EUR')).body.balance.text).toBe('10.00 €')
    expect(await pay()).toEqual([200, '33.06', '33.06'])
    await allIsWell()
  })
})

describe('what is refused', () => {
  test('a balance that is not there, an order of another, a paid order, a top-up', async () => {
    expect((await apply('BONUS')).body.errorCode).toBe('NOT_FOUND')
    const jan = await house.account()
    const foreign = await house.call(jan, 'POST', at(), { body: { balanceName: name } })
    expect([foreign.status, (await house.call(jan, 'GET', at())).status]).toEqual([404, 404])
    expect((await get(at('/BONUS'))).status).toBe(404)
    await pay()
    expect((await apply()).body.errorCode).toBe('ORDER_DELIVERED')
    const topUp = (await house.call(maria, 'POST', '/me/ovhAccount/EUR/creditOrder', { body: { amount: 5 } })).body
    const body = { balanceName: name }
    const refused = await house.call(maria, 'POST', `/me/order/${topUp.orderId}/balance`, { body })
    expect([refused.status, refused.body.errorCode]).toEqual([400, 'PAYMENT_MEANS_REFUSED'])
  })

  test('an order that has expired', async () => {
    house.moveTo('2026-07-17T13:49:06Z')
    expect((await apply()).body.errorCode).toBe('ORDER_EXPIRED')
  })
})
