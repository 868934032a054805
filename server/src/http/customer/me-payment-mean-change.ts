import { changePaymentMeans } from '../../actions/means/change-payment-means.ts'
import type { MeansName } from '../../actions/means/means-facts.ts'
import { removePaymentMeans } from '../../actions/means/remove-payment-means.ts'
import type { MeansId } from '../../identity/identity.ts'
import type { RegisteredMeansKind } from '../../payments/payment.ts'
import { type Call, type Operation, operation } from '../operation.ts'
import { idParameter } from '../parameters.ts'

/** Changes of registered means by the old API; `PUT /me/payment/method` and its kin do the same to the same means (rule P7). */
export const paymentMeanChangeOperations: readonly Operation[] = [
  operation('PUT /me/paymentMean/paypal/{id}', (call) => describe(call, 'paypal')),
  operation('PUT /me/paymentMean/creditCard/{id}', (call) => describe(call, 'creditCard')),
  operation('PUT /me/paymentMean/bankAccount/{id}', (call) => describe(call, 'bankAccount')),
  operation('PUT /me/paymentMean/deferredPaymentAccount/{id}', (call) => describe(call, 'deferredPaymentAccount')),

  operation('POST /me/paymentMean/paypal/{id}/chooseAsDefaultPaymentMean', (call) => choose(call, 'paypal')),
  operation('POST /me/paymentMean/creditCard/{id}/chooseAsDefaultPaymentMean', (call) => choose(call, 'creditCard')),
  operation('POST /me/paymentMean/bankAccount/{id}/chooseAsDefaultPaymentMean', (call) => choose(call, 'bankAccount')),
  operation('POST /me/paymentMean/deferredPaymentAccount/{id}/chooseAsDefaultPaymentMean', (call) =>
    choose(call, 'deferredPaymentAccount'),
  ),

  operation('DELETE /me/paymentMean/paypal/{id}', (call) => remove(call, 'paypal')),
  operation('DELETE /me/paymentMean/creditCard/{id}', (call) => remove(call, 'creditCard')),
  operation('DELETE /me/paymentMean/bankAccount/{id}', (call) => remove(call, 'bankAccount')),
]

type NameCall = Pick<Call<'DELETE /me/paymentMean/paypal/{id}'>, 'parts' | 'caller' | 'params'>
type DescribeCall = NameCall & { readonly body: { readonly description?: string | null } }

async function describe(call: DescribeCall, kind: RegisteredMeansKind): Promise<undefined> {
  await changePaymentMeans(call.parts, { ...nameOf(call, kind), description: call.body.description })
}

async function choose(call: NameCall, kind: RegisteredMeansKind): Promise<undefined> {
  await changePaymentMeans(call.parts, { ...nameOf(call, kind), isDefault: true })
}

async function remove(call: NameCall, kind: RegisteredMeansKind): Promise<undefined> {
  await removePaymentMeans(call.parts, nameOf(call, kind))
}

function nameOf({ caller: { accountId }, params }: NameCall, kind: RegisteredMeansKind): MeansName {
  return { accountId, id: idParameter(params.id, 'id') as MeansId, kind }
}
