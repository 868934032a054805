import { wakeDebts } from '../../bills/due-debt.store.ts'
import type { MeansId, Nichandle } from '../../identity/identity.ts'
import type { Operator } from '../../operators/token.ts'
import { writeMeansStates } from '../../payments/means-change.store.ts'
import type { PaymentMeans } from '../../payments/payment.ts'
import { problem } from '../../problem/problem.ts'
import { accountNamed } from '../accounts/find-account.ts'
import { collectWoken } from '../automatic/collect-woken.ts'
import { auditChange } from '../operating/audit-change.ts'
import type { Parts } from '../parts.ts'
import { lockMeans } from './means-facts.ts'

export interface BlockRequest {
  readonly operator: Operator
  readonly nichandle: Nichandle
  readonly id: MeansId
  readonly isBlocked: boolean
}

/**
 * An operator keeps a means from being charged until its holder answers a challenge or the operator lets it go; a default one that is
 * let go collects what is owed at once (rule P8).
 * @throws NOT_FOUND; CONFLICT for one that is not registered
 */
export async function blockPaymentMeans(parts: Parts, request: BlockRequest): Promise<PaymentMeans> {
  const { operator, nichandle, id, isBlocked } = request
  const { changed, isMended } = await parts.transaction(async (transaction) => {
    const account = await accountNamed(transaction, nichandle)
    const { means } = await lockMeans(transaction, parts, { accountId: account.id, id, kind: null })
    if (means.state !== 'valid' && means.state !== 'blocked') {
      throw problem('CONFLICT', `payment means ${id} is ${means.state}: only a registered one can be blocked`)
    }
    const changed = { ...means, state: isBlocked ? 'blocked' : 'valid' } as const
    const isMended = means.state === 'blocked' && !isBlocked && means.isDefault
    if (changed.state === means.state) return { changed, isMended: false }
    await writeMeansStates(transaction, [changed], parts.clock.now())
    const action = isBlocked ? 'paymentMeans.blocked' : 'paymentMeans.unblocked'
    await auditChange(transaction, parts, { operator, action, subject: nichandle, data: { id } })
    if (isMended) await wakeDebts(transaction, [account.id], parts.clock.now())
    return { changed, isMended }
  })
  if (isMended) await collectWoken(parts, [changed.accountId])
  return changed
}
