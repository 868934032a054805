import { wakeDebts } from '../../bills/due-debt.store.ts'
import { challengeOf, isRightAnswer } from '../../payments/challenge.ts'
import { writeMeansStates } from '../../payments/means-change.store.ts'
import { problem } from '../../problem/problem.ts'
import { collectWoken } from '../automatic/collect-woken.ts'
import type { Parts } from '../parts.ts'
import { lockMeans, type MeansName } from './means-facts.ts'

/**
 * A holder shows that a means is his by what only he knows of it. A means that was blocked is charged again from now on; if it is the
 * default, what is owed is collected at once (rule P8).
 * @throws NOT_FOUND; CHALLENGE_FAILED; REGISTRATION_OPEN for one that is not registered; PAYMENT_MEANS_REFUSED for deferred payment
 */
export async function answerChallenge(parts: Parts, { answer, ...name }: MeansName & { readonly answer: string }) {
  const isMended = await parts.transaction(async (transaction) => {
    const { means } = await lockMeans(transaction, parts, name)
    if (means.kind === 'deferredPaymentAccount') {
      throw problem('PAYMENT_MEANS_REFUSED', 'deferred payment has no challenge: ask its operator')
    }
    if (means.state !== 'valid' && means.state !== 'blocked') {
      throw problem('REGISTRATION_OPEN', `payment method ${means.id} is not registered: finish that first`)
    }
    if (!isRightAnswer(means, answer)) {
      throw problem('CHALLENGE_FAILED', `challenge: this is not ${challengeOf[means.kind]}: try again`, {
        field: 'challenge',
      })
    }
    if (means.state === 'valid') return false
    await writeMeansStates(transaction, [{ ...means, state: 'valid' }], parts.clock.now())
    if (means.isDefault) await wakeDebts(transaction, [means.accountId], parts.clock.now())
    return means.isDefault
  })
  if (isMended) await collectWoken(parts, [name.accountId])
}
