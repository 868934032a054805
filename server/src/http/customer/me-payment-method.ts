import { changePaymentMeans } from '../../actions/means/change-payment-means.ts'
import { listPaymentMeans } from '../../actions/means/list-payment-means.ts'
import { removePaymentMeans } from '../../actions/means/remove-payment-means.ts'
import type { MeansId } from '../../identity/identity.ts'
import { problem } from '../../problem/problem.ts'
import { wireContext } from '../context.ts'
import { type Call, type Operation, operation } from '../operation.ts'
import { idParameter, manyIds } from '../parameters.ts'
import { paymentTypes } from '../wire/means-kind.ts'
import { toWireMethodStatus, toWirePaymentMethod } from '../wire/payment-method.ts'

/** Registered means as the new API names them (rule P7). */
export const paymentMethodOperations: readonly Operation[] = [
  operation('GET /me/payment/method', async ({ parts, caller, query }) => {
    const means = await listPaymentMeans(parts, { accountId: caller.accountId })
    return means
      .filter((one) => query.default === undefined || one.isDefault === query.default)
      .filter((one) => query.paymentType === undefined || paymentTypes[one.kind] === query.paymentType)
      .filter((one) => query.status === undefined || toWireMethodStatus(one) === query.status)
      .map((one) => one.id)
  }),

  operation(
    'GET /me/payment/method/{paymentMethodId}',
    async ({ parts, caller, params }) => {
      const id = idParameter(params.paymentMethodId, 'paymentMethodId')
      const means = await listPaymentMeans(parts, { accountId: caller.accountId })
      const method = means.find((one) => one.id === id)
      if (method) return toWirePaymentMethod(wireContext(parts), method)
      throw problem('NOT_FOUND', `there is no payment method ${id}`)
    },
    {
      many: ({ parts, caller }, ids) =>
        manyIds(ids, 'paymentMethodId', async () => {
          const means = await listPaymentMeans(parts, { accountId: caller.accountId })
          return new Map(means.map((one) => [Number(one.id), toWirePaymentMethod(wireContext(parts), one)]))
        }),
    },
  ),

  operation('PUT /me/payment/method/{paymentMethodId}', async (call) => {
    const { description, default: isDefault } = call.body
    const means = await changePaymentMeans(call.parts, { ...nameOf(call), description, isDefault })
    return toWirePaymentMethod(wireContext(call.parts), means)
  }),

  operation('DELETE /me/payment/method/{paymentMethodId}', async (call) => {
    const means = await removePaymentMeans(call.parts, nameOf(call))
    return toWirePaymentMethod(wireContext(call.parts), means)
  }),
]

type MethodCall = Pick<Call<'DELETE /me/payment/method/{paymentMethodId}'>, 'caller' | 'params'>

function nameOf({ caller: { accountId }, params }: MethodCall) {
  return { accountId, id: idParameter(params.paymentMethodId, 'paymentMethodId') as MeansId, kind: null }
}
