import { addRegistrationDetails } from '../../actions/means/add-registration-details.ts'
import { answerChallenge } from '../../actions/means/answer-challenge.ts'
import { beginRegistration } from '../../actions/means/begin-registration.ts'
import { finalizeRegistration } from '../../actions/means/finalize-registration.ts'
import { readRegisterableMeans } from '../../actions/means/read-registerable-means.ts'
import type { MeansId } from '../../identity/identity.ts'
import { problem } from '../../problem/problem.ts'
import { wireContext } from '../context.ts'
import { type Call, type Operation, operation } from '../operation.ts'
import { idParameter } from '../parameters.ts'
import { returnAddress } from '../return-address.ts'
import { tokenAttempt } from '../token-attempt.ts'
import { toWireAutomaticMeans, toWireAvailableMethods } from '../wire/payment-available.ts'
import { toWirePaymentMethod } from '../wire/payment-method.ts'
import { toWireMethodValidation } from '../wire/payment-validation.ts'
import { fromWireBankAccount, fromWireCreation } from '../wire/registration-wish.ts'

/** How holders add means of payment by the new API (rule P7). */
export const paymentRegistrationOperations: readonly Operation[] = [
  operation('GET /me/payment/availableMethods', async ({ parts, caller }) =>
    toWireAvailableMethods(await readRegisterableMeans(parts, caller)),
  ),

  operation('GET /me/availableAutomaticPaymentMeans', async ({ parts, caller }) =>
    toWireAutomaticMeans(await readRegisterableMeans(parts, caller)),
  ),

  operation('POST /me/payment/method', async ({ parts, caller: { accountId }, body }) => {
    const { success, cancel, failure } = body.callbackUrl
    const returns = {
      success: returnAddress(success, 'callbackUrl.success'),
      cancel: returnAddress(cancel, 'callbackUrl.cancel'),
      failure: returnAddress(failure, 'callbackUrl.failure'),
    }
    return toWireMethodValidation(await beginRegistration(parts, { accountId, ...fromWireCreation(body), returns }))
  }),

  operation('POST /me/payment/method/{paymentMethodId}/details', async (call) => {
    const { details } = call.body
    if (details === undefined) throw problem('INVALID_PARAMETER', 'details: it is missing', { field: 'details' })
    const bankAccount = fromWireBankAccount(details, 'details')
    return toWireMethodValidation(
      await addRegistrationDetails(call.parts, { ...nameOf(call), kind: null, bankAccount }),
    )
  }),

  operation('POST /me/payment/method/{paymentMethodId}/finalize', async (call) => {
    const { formSessionId: formSession, ...belief } = call.body
    const { accountId, id: meansId } = nameOf(call)
    const means = await finalizeRegistration(call.parts, { accountId, meansId, belief: { formSession, ...belief } })
    return toWirePaymentMethod(wireContext(call.parts), means)
  }),

  operation('POST /me/payment/method/{paymentMethodId}/challenge', async (call) => {
    const { challenge: answer } = call.body
    await tokenAttempt(
      call,
      () => answerChallenge(call.parts, { ...nameOf(call), kind: null, answer }),
      'CHALLENGE_FAILED',
    )
  }),
]

type MethodCall = Pick<Call<'DELETE /me/payment/method/{paymentMethodId}'>, 'caller' | 'params'>

function nameOf({ caller: { accountId }, params }: MethodCall) {
  return { accountId, id: idParameter(params.paymentMethodId, 'paymentMethodId') as MeansId }
}
