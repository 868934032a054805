import type {
  ServicesBillingEngagementEngagementRequest,
  ServicesBillingPricing,
  ServicesExpandedEngagementRequestSummary,
} from '@odnowa/contract/models/services.generated.ts'
import type { RequestedEngagement } from '../../actions/services/read-engagement-request.ts'
import type { EngagementOffer, EngagementType } from '../../services/engagement.ts'
import type { EngagementRequest } from '../../services/engagement-request.store.ts'
import type { WireContext } from '../context.ts'
import { toWireCartOrder } from './cart-order.ts'
import { toWirePricing } from './pricing.ts'

/** OVH's names of the pricing modes; an engagement is one of a year. */
const months = 12
const pricingModes = { periodic: `degressivity${months}`, upfront: `upfront${months}` } as const

/** The kind of engagement that a pricing mode names, or null. */
export function fromWirePricingMode(pricingMode: string): EngagementType | null {
  return (['periodic', 'upfront'] as const).find((type) => pricingModes[type] === pricingMode) ?? null
}

/** services.billing.Pricing of what a service can be bound by. */
export function toWireOffer(serviceType: string, { type, period, unitPrice }: EngagementOffer): ServicesBillingPricing {
  const engagement = { type, pricingMode: pricingModes[type], months }
  return toWirePricing({ serviceType, period, unitPrice, engagement })
}

/** services.billing.engagement.EngagementRequest; its options are what is always renewed with the service (rule S3). */
export function toWireEngagementRequest(
  context: WireContext,
  { request, offer, serviceType, order }: RequestedEngagement,
): ServicesBillingEngagementEngagementRequest {
  const options = order?.lines.filter(({ serviceId }) => serviceId !== request.serviceId) ?? []
  return {
    options: options.map((line) => ({
      pricing: toWireOffer(line.serviceType, { type: request.type, period: line.period, unitPrice: line.unitPrice }),
      serviceId: line.serviceId,
    })),
    order: order && toWireCartOrder(context, order),
    pricing: toWireOffer(serviceType, offer),
    requestDate: request.requestedOn.toString(),
  }
}

/** services.expanded.EngagementRequestSummary. */
export function toWireEngagementSummary({
  type,
  requestedOn,
}: EngagementRequest): ServicesExpandedEngagementRequestSummary {
  return { pricingMode: pricingModes[type], requestDate: requestedOn.toString() }
}
