import { answerChallenge } from '../../actions/means/answer-challenge.ts'
import { beginRegistration } from '../../actions/means/begin-registration.ts'
import type { MeansId } from '../../identity/identity.ts'
import type { BankAccount, RegisterableKind } from '../../payments/registrar.ts'
import { type Call, type Operation, operation } from '../operation.ts'
import { idParameter } from '../parameters.ts'
import { returnAddress } from '../return-address.ts'
import { tokenAttempt } from '../token-attempt.ts'
import { toWireMeanValidation } from '../wire/payment-validation.ts'

/** How holders add means of payment by the old API: the same registrations, on the same pages (rule P7). */
export const paymentMeanRegistrationOperations: readonly Operation[] = [
  operation('POST /me/paymentMean/paypal', (call) => begin(call, 'paypal', null)),
  operation('POST /me/paymentMean/creditCard', (call) => begin(call, 'creditCard', null)),
  operation('POST /me/paymentMean/bankAccount', (call) => {
    const { iban, bic, ownerName, ownerAddress } = call.body
    return begin(call, 'bankAccount', { iban, bic, ownerName, ownerAddress })
  }),

  operation('POST /me/paymentMean/paypal/{id}/challenge', (call) => challenge(call, 'paypal')),
  operation('POST /me/paymentMean/creditCard/{id}/challenge', (call) => challenge(call, 'creditCard')),
  operation('POST /me/paymentMean/bankAccount/{id}/challenge', (call) => challenge(call, 'bankAccount')),
]

type BeginCall = Pick<Call<'POST /me/paymentMean/paypal'>, 'parts' | 'caller' | 'body'>
type ChallengeCall = Pick<
  Call<'POST /me/paymentMean/paypal/{id}/challenge'>,
  'parts' | 'caller' | 'params' | 'body' | 'address'
>

async function begin({ parts, caller, body }: BeginCall, kind: RegisterableKind, bankAccount: BankAccount | null) {
  const address = returnAddress(body.returnUrl, 'returnUrl')
  const begun = await beginRegistration(parts, {
    ...{ accountId: caller.accountId, kind, bankAccount },
    ...{ description: body.description ?? null, makesDefault: body.setDefault ?? false },
    returns: { success: address, cancel: address, failure: address },
  })
  return toWireMeanValidation(begun)
}

async function challenge(call: ChallengeCall, kind: RegisterableKind): Promise<undefined> {
  const name = { accountId: call.caller.accountId, id: idParameter(call.params.id, 'id') as MeansId, kind }
  await tokenAttempt(
    call,
    () => answerChallenge(call.parts, { ...name, answer: call.body.challenge }),
    'CHALLENGE_FAILED',
  )
}
