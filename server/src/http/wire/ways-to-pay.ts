import type {
  BillingOrderAvailablePaymentMean,
  BillingOrderPaymentMeans,
  BillingOrderPaymentMethods,
  BillingOrderRegisteredPaymentMean,
} from '@odnowa/contract/models/billing.generated.ts'
import type { WaysToPay } from '../../actions/paying/read-ways-to-pay.ts'
import type { MeansKind } from '../../payments/payment.ts'
import type { WireContext } from '../context.ts'
import { toWirePaymentMethod } from './payment-method.ts'

/** billing.order.RegisteredPaymentMean[]: the kinds only, such as `[{"paymentMean": "paypal"}]`. */
export function toWireRegisteredPaymentMeans(ways: WaysToPay): BillingOrderRegisteredPaymentMean[] {
  return ways.kinds.map((paymentMean) => ({ paymentMean }))
}

/** billing.order.PaymentMethods: the registered methods. There is none that could be used without being registered. */
export function toWirePaymentMethods(context: WireContext, ways: WaysToPay): BillingOrderPaymentMethods {
  return {
    available: [],
    paymentMethods: ways.means.map((means) => toWirePaymentMethod(context, means)),
    registered: ways.means.map((means) => means.id),
  }
}

/** billing.order.AvailablePaymentMean[]: for each kind, the call that pays with it and what it takes. */
export function toWireAvailablePaymentMeans(context: WireContext, ways: WaysToPay): BillingOrderAvailablePaymentMean[] {
  return ways.kinds.map((kind) => {
    const ids = idsOf(ways, kind)
    const kindField = { key: 'paymentMean', options: null, type: 'hidden' as const, value: kind }
    const idField = { key: 'paymentMeanId', options: ids, type: 'select' as const, value: ids[0] ?? null }
    return {
      fields: ids.length === 0 ? [kindField] : [kindField, idField],
      integration: 'POST_FORM',
      name: kind,
      url: payUrl(context, ways),
    }
  })
}

/** billing.order.PaymentMeans: the same calls, for the kinds that this older model knows; null for a kind that cannot pay. */
export function toWirePaymentMeans(context: WireContext, ways: WaysToPay): BillingOrderPaymentMeans {
  const of = (kind: MeansKind) => toWirePaymentMean(context, ways, kind)
  return {
    creditCard: of('creditCard'),
    edinar: null,
    fidelityPoints: of('fidelityAccount'),
    ideal: null,
    multibanco: null,
    ovhAccount: of('ovhAccount'),
    paypal: of('paypal'),
    promotion: null,
  }
}

function toWirePaymentMean(context: WireContext, ways: WaysToPay, kind: MeansKind): BillingOrderPaymentMeans['paypal'] {
  if (!ways.kinds.includes(kind)) return null
  const choice = idsOf(ways, kind).map((id) => ({ name: id, value: id }))
  const kindParameter = { choice: null, name: 'paymentMean', value: kind }
  const idParameter = { choice, name: 'paymentMeanId', value: choice[0]?.value ?? null }
  return [
    {
      fee: 0,
      htmlForm: null,
      httpMethod: 'POST',
      logo: null,
      parameters: choice.length === 0 ? [kindParameter] : [kindParameter, idParameter],
      subType: null,
      url: payUrl(context, ways),
    },
  ]
}

function payUrl(context: WireContext, ways: WaysToPay): string {
  return `${context.publicUrl}/1.0/me/order/${ways.orderId}/payWithRegisteredPaymentMean`
}

/** The numbers of the means of a kind, the default one first; none for a kind that is not registered. */
function idsOf(ways: WaysToPay, kind: MeansKind): string[] {
  const means = ways.means.filter((one) => one.kind === kind)
  return means.sort((left, right) => Number(right.isDefault) - Number(left.isDefault)).map((one) => String(one.id))
}
