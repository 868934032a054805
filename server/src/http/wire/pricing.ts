import type { ServicesBillingPricing } from '@odnowa/contract/models/services.generated.ts'
import { type Period, periodParts } from '../../calendar/period.ts'
import type { Money } from '../../money/money.ts'
import type { EngagementType } from '../../services/engagement.ts'
import { toWirePrice } from './price.ts'

export interface WirePricingFacts {
  readonly serviceType: string
  readonly period: Period
  /** Of one unit for the period, net. */
  readonly unitPrice: Money
  /** What one binds oneself to by it, and under which name; absent: nothing. */
  readonly engagement?: { readonly type: EngagementType; readonly pricingMode: string; readonly months: number }
}

/** services.billing.Pricing. The length of an engagement is in months, as OVH writes it: `P12M` (rule T3). */
export function toWirePricing({
  serviceType,
  period,
  unitPrice,
  engagement,
}: WirePricingFacts): ServicesBillingPricing {
  return {
    capacities: ['renew'],
    description: serviceType,
    duration: period,
    engagementConfiguration: engagement
      ? { defaultEndAction: 'REACTIVATE_ENGAGEMENT', duration: `P${engagement.months}M`, type: engagement.type }
      : null,
    interval: periodParts(period).count,
    maximumQuantity: null,
    maximumRepeat: null,
    minimumQuantity: 1,
    minimumRepeat: 1,
    price: toWirePrice(unitPrice),
    priceInUcents: Number(unitPrice.ucents),
    pricingMode: engagement?.pricingMode ?? 'default',
    pricingType: 'rental',
  }
}
