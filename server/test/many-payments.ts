import sql from 'sql-template-tag'
import { expireOrders } from '../src/actions/ordering/expire-orders.ts'
import type { Parts } from '../src/actions/parts.ts'
import { endAttempt } from '../src/actions/paying/end-attempt.ts'
import { listAttempts } from '../src/actions/paying/list-attempts.ts'
import { payOrder } from '../src/actions/paying/pay-order.ts'
import { resolveAttempts } from '../src/actions/paying/resolve-attempts.ts'
import { creditBill } from '../src/actions/refunding/credit-bill.ts'
import { refundOrder } from '../src/actions/refunding/refund-order.ts'
import { billUnpaid } from '../src/actions/sandbox/demo/bill-unpaid.ts'
import type { Account } from '../src/customers/account.ts'
import type { DocumentId, MeansId, OrderId, ServiceId } from '../src/identity/identity.ts'
import { mainOperator as operator } from '../src/operators/token.ts'
import type { Order } from '../src/orders/order.ts'
import type { MeansKind } from '../src/payments/payment.ts'
import type { CustomerHouse } from './customer-house.ts'

/** An account whose orders went every way that a payment, a refund and an automatic bill can go; the orders by what became of them. */
export async function manyPayments(house: CustomerHouse) {
  const { parts } = house
  await house.plan('hosting', 'hosting/web', 'Hosting', { P1Y: '35.88', P1M: '0', P2Y: '-1.99' })
  const maria = await house.account()
  await house.means(maria)
  let last = 1000
  const order = async (duration = 'P1Y', lines = 1): Promise<Order> => {
    const ids = Array.from({ length: lines }, () => ++last)
    const [first = 0] = ids
    for (const id of ids) await house.service(maria, 'hosting', `site${id}.ovh`, id, id === first ? [] : [first])
    return house.order(maria, duration, ...ids)
  }
  const pay = (one: Pick<Order, 'id'>, kind: MeansKind = 'creditCard') => payFor(parts, maria, one, kind)
  const charged = async (...outcomes: string[]): Promise<Order> => {
    await house.script(5678, ...outcomes)
    const one = await order()
    for (const _ of outcomes) await pay(one)
    return one
  }

  await house.credit(maria, '100', 'a gift')
  const paid = await order('P1Y', 3)
  await pay(paid)
  await charged('decline:insufficient_funds', 'fail', 'success')
  await charged('partial:10.00', 'partial:99.00')
  await charged('timeout:success')
  await charged('timeout:nothing')
  await charged('timeout:silent')
  await charged('timeout:silent')
  await charged('pending:P5D:success')
  await charged('pending:P5D:fail')
  await pay(await order('P1M'), 'fidelityAccount')
  await pay(await order('P2Y'), 'fidelityAccount')
  const fromBalance = await order()
  await pay(fromBalance, 'ovhAccount')
  await sweepUntil(house, '2026-07-28T14:00:00Z')
  await endParked(parts)

  const refunded = await charged('success')
  await refundOrder(parts, { operator, orderId: refunded.id, reason: 'a favour', to: 'balance', cancelRenewal: true })
  const inPart = await order('P1Y', 2)
  await pay(inPart)
  await refundOrder(parts, { operator, orderId: inPart.id, reason: 'half', lines: [inPart.lines[0]?.id ?? 0] })
  const onItsWay = await charged('success')
  await refundOrder(
    { ...parts, gateway: deadGateway(parts), log: silent },
    { operator, orderId: onItsWay.id, reason: 'x' },
  )
  const cancelled = await order()
  await pay(await house.order(maria, 'P1Y', last)) // the same service: what the first was quoted for is gone
  await pay(cancelled)
  const pending = await charged('pending:P9D:success')
  for (let bill = 0; bill < 3; bill++) {
    last += 1
    await house.service(maria, 'hosting', `site${last}.ovh`, last)
    await billUnpaid(parts, { accountId: maria.id, serviceId: last as ServiceId, duration: 'P1Y' })
  }
  const [owed, credited, collected] = await automaticOrders(parts)
  if (!owed || !credited || !collected) throw new Error('the automatic orders are missing')
  await creditBill(parts, { operator, billId: credited.billId, reason: 'a gift', followUp: 'free' })
  await house.script(5678, 'success')
  await pay(collected)
  await charged('timeout:success')
  const waiting = await order()
  return { ...{ maria, paid, fromBalance, refunded, inPart, onItsWay, pending, owed, waiting } }
}

async function payFor(
  parts: Parts,
  { id: accountId }: Account,
  { id: orderId }: Pick<Order, 'id'>,
  kind: MeansKind,
): Promise<void> {
  const means = { kind, id: kind === 'creditCard' ? (5678 as MeansId) : null }
  await payOrder(parts, { accountId, orderId, means }).catch((error: { readonly code?: string }) => {
    if (!error.code) throw error
  })
}

/** Everything that falls due, day by day: answers come, orders expire, attempts are parked. */
async function sweepUntil(house: CustomerHouse, end: string): Promise<void> {
  while (Temporal.Instant.compare(house.clock.now(), Temporal.Instant.from(end)) < 0) {
    house.moveTo(house.clock.now().add({ hours: 13 }).toString())
    await resolveAttempts(house.parts, { until: house.clock.now() })
    await expireOrders(house.parts, { until: house.clock.now() })
  }
}

function automaticOrders({ transaction }: Parts) {
  return transaction((open) =>
    open.query<{ readonly id: OrderId; readonly billId: DocumentId }>(sql`
      select order_id as id, bill_id as "billId" from debts order by id`),
  )
}

/** One of two: the other stays parked. */
async function endParked(parts: Parts): Promise<void> {
  const [parked] = await listAttempts(parts, { state: 'parked', after: null, limit: 1 })
  if (!parked) throw new Error('no attempt is parked')
  await endAttempt(parts, { operator, attemptId: parked.id, outcome: 'success' })
}

const silent = { info() {}, warn() {}, error() {} }

/** One that is told of a refund and never answers. */
function deadGateway({ gateway }: Parts): Parts['gateway'] {
  return { ...gateway, refund: () => Promise.reject(new Error('killed')) }
}
