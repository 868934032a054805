import { readOrders } from '../../orders/order.store.ts'
import type { Order } from '../../orders/order.ts'
import { problem } from '../../problem/problem.ts'
import type { EngagementOffer } from '../../services/engagement.ts'
import type { EngagementRequest } from '../../services/engagement-request.store.ts'
import type { Parts } from '../parts.ts'
import { withPassword } from '../with-password.ts'
import { type Engageable, type EngagementKey, loadEngageable } from './engagement-offers.ts'

/** An engagement that was asked for, with what it costs and the order that makes it so. */
export interface RequestedEngagement {
  readonly request: EngagementRequest
  readonly offer: EngagementOffer
  readonly serviceType: string
  readonly order: Order | null
}

/** @throws NOT_FOUND without one */
export async function readEngagementRequest(parts: Parts, key: EngagementKey): Promise<RequestedEngagement> {
  return parts.transaction(async (transaction) => {
    const engageable = await loadEngageable(transaction, parts, key)
    const { request, serviceType } = engageable
    if (!request) throw problem('NOT_FOUND', `no engagement was asked for of service ${key.serviceId}`)
    const [sealed] = request.orderId ? await readOrders(transaction, key.accountId, [request.orderId]) : []
    const order = sealed ? withPassword(parts, sealed) : null
    return { request, serviceType, order, offer: offerOf(engageable, request, order) }
  }, 'reads')
}

/** At the price that was ordered, or that counts now. */
function offerOf({ service, offers }: Engageable, { type, serviceId }: EngagementRequest, order: Order | null) {
  const line = order?.lines.find((each) => each.serviceId === serviceId)
  if (line) return { type, period: line.period, unitPrice: line.unitPrice }
  const offer = offers.find((each) => each.type === type)
  if (offer) return offer
  throw problem('NOT_FOUND', `service ${serviceId} is not sold for ${service.period} any more`)
}
