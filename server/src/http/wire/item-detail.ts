import type { BillingItemDetail } from '@odnowa/contract/models/billing.generated.ts'
import type { OrderLine } from '../../orders/order.ts'

/** billing.ItemDetail: the plan and the period that a line of an order renews. */
export function toWireItemDetail(line: OrderLine): BillingItemDetail {
  return {
    order: {
      action: 'renew',
      configurations: [
        { label: 'serviceId', value: String(line.serviceId) },
        { label: 'periodStart', value: String(line.startsOn) },
        { label: 'periodEnd', value: String(line.endsOn) },
      ],
      plan: {
        code: line.planCode,
        duration: line.period,
        pricingMode: 'default',
        product: { name: line.serviceType },
        quantity: line.quantity,
      },
      type: 'plan',
    },
  }
}
