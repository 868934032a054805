import { playChargeback } from '../../actions/sandbox/play-chargeback.ts'
import { readGateway } from '../../actions/sandbox/read-gateway.ts'
import { setOutcomes } from '../../actions/sandbox/set-outcomes.ts'
import { toWireDateTime } from '../../calendar/calendar.ts'
import type { MeansId, OrderId } from '../../identity/identity.ts'
import { money, toDecimal, type Ucents } from '../../money/money.ts'
import type { ProviderCall, ProviderSums } from '../../operators/sandbox.store.ts'
import { id } from '../admin/fields.ts'
import { form } from '../admin/form.ts'
import { outcomes } from '../admin/payment-means.ts'
import { type AdminCall, type AdminRoute, adminRoute } from '../admin/route.ts'
import { idParameter } from '../parameters.ts'

/** The played payment provider: what it was asked, and what it is to do next. */
export const gatewayRoutes: readonly AdminRoute[] = [
  adminRoute('GET', '/sandbox/gateway', async (call) => {
    const { calls, sums } = await readGateway(call.parts)
    const byCurrency = (amountOf: (one: ProviderSums) => Ucents) =>
      Object.fromEntries(sums.map((one) => [one.currency, toDecimal(money(amountOf(one), one.currency))]))
    return {
      calls: calls.map((made) => toWireCall(call, made)),
      charged: byCurrency((one) => one.charged),
      refunded: byCurrency((one) => one.refunded),
    }
  }),
  adminRoute('POST', '/sandbox/gateway/chargeback', async (call) => {
    const { parts, operator, body } = call
    const { order } = body(form({ order: id<OrderId>() }))
    const { attemptId, amount } = await playChargeback(parts, { operator, orderId: order })
    return {
      ...{ order, idempotencyKey: attemptId },
      amount: { value: Number(toDecimal(amount)), currencyCode: amount.currency },
    }
  }),
  adminRoute('PUT', '/sandbox/payment-means/:id/outcomes', async ({ parts, operator, parameter, body }) => {
    const meansId = idParameter(parameter('id'), 'id') as MeansId
    const script = body(form({ outcomes })).outcomes
    await setOutcomes(parts, { operator, meansId, outcomes: script })
    return { id: meansId, outcomes: script }
  }),
]

function toWireCall(
  { parts }: AdminCall,
  { at, operation, idempotencyKey, order, mean, ucents, currency, outcome }: ProviderCall,
) {
  const amount = money(ucents, currency)
  return {
    ...{ at: toWireDateTime(at, parts.zone), operation, idempotencyKey, order, mean },
    amount: { value: Number(toDecimal(amount)), currencyCode: currency },
    outcome,
  }
}
