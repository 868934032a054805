import { payOrder } from '../../actions/paying/pay-order.ts'
import { readWaysToPay, type WaysToPay } from '../../actions/paying/read-ways-to-pay.ts'
import type { MeansId } from '../../identity/identity.ts'
import type { MeansChoice } from '../../payments/choose-means.ts'
import { problem } from '../../problem/problem.ts'
import { wireContext } from '../context.ts'
import { type Call, type Operation, operation } from '../operation.ts'
import { fromWireMeansKind, offeredKinds } from '../wire/means-kind.ts'
import {
  toWireAvailablePaymentMeans,
  toWirePaymentMeans,
  toWirePaymentMethods,
  toWireRegisteredPaymentMeans,
} from '../wire/ways-to-pay.ts'
import { orderNamed } from './me-order-named.ts'

/** Paying orders, by both generations of calls (rule P7), and what they can be paid with. */
export const orderPaymentOperations: readonly Operation[] = [
  operation('GET /me/order/{orderId}/paymentMeans', async (call) =>
    toWirePaymentMeans(wireContext(call.parts), await waysOf(call)),
  ),
  operation('GET /me/order/{orderId}/paymentMethods', async (call) =>
    toWirePaymentMethods(wireContext(call.parts), await waysOf(call)),
  ),
  operation('GET /me/order/{orderId}/availableRegisteredPaymentMean', async (call) =>
    toWireRegisteredPaymentMeans(await waysOf(call)),
  ),
  operation('GET /me/order/{orderId}/availablePaymentMean', async (call) =>
    toWireAvailablePaymentMeans(wireContext(call.parts), await waysOf(call)),
  ),

  operation('POST /me/order/{orderId}/pay', async (call) => {
    const { id } = call.body.paymentMethod
    if (id === undefined) throw missing('paymentMethod.id')
    await pay(call, { id: id as MeansId })
  }),

  operation('POST /me/order/{orderId}/payWithRegisteredPaymentMean', async (call) => {
    const { paymentMean, paymentMeanId } = call.body
    const kind = fromWireMeansKind(paymentMean)
    if (kind === undefined) throw notOffered(paymentMean)
    await pay(call, { kind, id: (paymentMeanId ?? null) as MeansId | null })
  }),
]

type OrderCall = Pick<Call<'GET /me/order/{orderId}'>, 'parts' | 'caller' | 'params' | 'setStatus'>

function waysOf(call: OrderCall): Promise<WaysToPay> {
  return readWaysToPay(call.parts, orderNamed(call))
}

/** Success and pending are 200; an unknown outcome is 202, and the order `checking` (rule P1). */
async function pay(call: OrderCall, means: MeansChoice): Promise<void> {
  const { httpStatus } = await payOrder(call.parts, { ...orderNamed(call), means })
  call.setStatus(httpStatus)
}

function missing(field: string) {
  return problem('INVALID_PARAMETER', `body: "${field}" is missing`, { field })
}

function notOffered(paymentMean: string) {
  const message = `${paymentMean} is not offered here: pay with one of ${offeredKinds.join(', ')}`
  return problem('PAYMENT_MEANS_REFUSED', message, { field: 'paymentMean' })
}
