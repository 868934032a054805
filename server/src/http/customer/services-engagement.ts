import { listPaymentMeans } from '../../actions/means/list-payment-means.ts'
import { payOrder } from '../../actions/paying/pay-order.ts'
import { cancelEngagementRequest } from '../../actions/services/cancel-engagement-request.ts'
import { changeEndRule } from '../../actions/services/change-end-rule.ts'
import { readEngagementOffers } from '../../actions/services/engagement-offers.ts'
import { flushEngagement } from '../../actions/services/flush-engagement.ts'
import { readEngagementRequest } from '../../actions/services/read-engagement-request.ts'
import { requestEngagement } from '../../actions/services/request-engagement.ts'
import type { OrderId, ServiceId } from '../../identity/identity.ts'
import { problem } from '../../problem/problem.ts'
import { wireContext } from '../context.ts'
import { type AnyCall, type Operation, operation } from '../operation.ts'
import { idParameter } from '../parameters.ts'
import { toWireCartOrder } from '../wire/cart-order.ts'
import { toWireEngagement } from '../wire/engagement.ts'
import { fromWirePricingMode, toWireEngagementRequest, toWireOffer } from '../wire/engagement-request.ts'
import { serviceNumbered } from './service-numbered.ts'

/** `/services/{serviceId}/billing/engagement`: what binds a service, what could, and how to pay oneself out. */
export const engagementOperations: readonly Operation[] = [
  operation('GET /services/{serviceId}/billing/engagement', async (call) => {
    const { service, endRule } = await serviceNumbered(call)
    if (service.engagedUntil) return toWireEngagement(service, service.engagedUntil, endRule)
    throw problem('NOT_FOUND', `service ${service.id} has no engagement`)
  }),

  operation('PUT /services/{serviceId}/billing/engagement/endRule', async (call) => {
    await changeEndRule(call.parts, { ...keyOf(call), endRule: call.body.strategy })
  }),

  operation('GET /services/{serviceId}/billing/engagement/available', async (call) => {
    const { offers, request, serviceType } = await readEngagementOffers(call.parts, keyOf(call))
    return request ? [] : offers.map((offer) => toWireOffer(serviceType, offer))
  }),

  operation('GET /services/{serviceId}/billing/engagement/request', readRequest),

  operation('POST /services/{serviceId}/billing/engagement/request', async (call) => {
    await requestEngagement(call.parts, { ...keyOf(call), type: fromWirePricingMode(call.body.pricingMode) })
    return readRequest(call)
  }),

  operation('DELETE /services/{serviceId}/billing/engagement/request', async (call) => {
    await cancelEngagementRequest(call.parts, keyOf(call))
  }),

  operation('POST /services/{serviceId}/billing/engagement/flush', async (call) => {
    const { autoPayWithPreferredPaymentMethod: pays = false, dryRun = false, terminateSubscription = false } = call.body
    const order = await flushEngagement(call.parts, { ...keyOf(call), dryRun, terminates: terminateSubscription })
    if (pays && 'id' in order) await payByDefault(call, order.id)
    return { order: toWireCartOrder(wireContext(call.parts), order) }
  }),
]

type EngagementCall = Pick<AnyCall, 'parts' | 'caller'> & { readonly params: { readonly serviceId: string } }

function keyOf({ caller, params }: EngagementCall) {
  return { accountId: caller.accountId, serviceId: idParameter(params.serviceId, 'serviceId') as ServiceId }
}

async function readRequest(call: EngagementCall) {
  return toWireEngagementRequest(wireContext(call.parts), await readEngagementRequest(call.parts, keyOf(call)))
}

/** The order stays to be paid by hand when this fails. */
async function payByDefault({ parts, caller: { accountId } }: EngagementCall, orderId: OrderId): Promise<void> {
  const means = (await listPaymentMeans(parts, { accountId })).find(({ isDefault }) => isDefault)
  if (!means) {
    throw problem(
      'NO_VALID_PAYMENT_MEANS',
      `order ${orderId} is made; there is no default payment means to pay it with`,
    )
  }
  await payOrder(parts, { accountId, orderId, means: { id: means.id } })
}
