import type { AttemptId, OrderId } from '../../identity/identity.ts'
import type { Money } from '../../money/money.ts'
import { takeChargeBack } from '../../operators/sandbox-chargeback.store.ts'
import type { Operator } from '../../operators/token.ts'
import { findOrderAccounts } from '../../orders/order-list.store.ts'
import { hasOpenPayout } from '../../payments/chargeback.store.ts'
import { problem } from '../../problem/problem.ts'
import { auditChange } from '../operating/audit-change.ts'
import type { Parts } from '../parts.ts'
import { readAttemptsOn } from '../paying/read-attempts-on.ts'
import { chargeBack } from '../refunding/charge-back.ts'

/** What the played provider took back. */
export interface PlayedChargeback {
  readonly attemptId: AttemptId
  readonly amount: Money
}

/**
 * Sandbox only: the provider takes back the money that settled an order (of a bill that a debt order paid, all that paid it, rule B5), and says so as a provider does (rule B6). A process that dies
 * in between leaves a charge that it has taken back and the house has not booked: asked again, it says it again.
 * @throws NOT_FOUND; CONFLICT when no money of the order is with the provider: not paid, paid from the balance, refunded, or taken back already
 */
export async function playChargeback(
  parts: Parts,
  { operator, orderId }: { readonly operator: Operator; readonly orderId: OrderId },
): Promise<PlayedChargeback> {
  const charge = await parts.transaction(async (transaction) => {
    const [owner] = await findOrderAccounts(transaction, [orderId])
    if (!owner) throw problem('NOT_FOUND', `there is no order ${orderId}`)
    const attempts = await readAttemptsOn(transaction, owner.accountId, [orderId])
    const settling = attempts.get(orderId)?.find(({ state }) => state === 'succeeded')
    if (!settling) throw problem('CONFLICT', `order ${orderId} is not paid, or its money was taken back already`)
    if (await hasOpenPayout(transaction, settling)) {
      throw problem('CONFLICT', `a refund of order ${orderId} is on its way: wait until that has ended`)
    }
    return settling
  })
  const { accountId, id: attemptId } = charge
  const amount = await parts.transaction((transaction) => takeChargeBack(transaction, attemptId))
  if (!amount) throw problem('CONFLICT', `the provider has nothing of order ${orderId} that could be taken back`)
  await chargeBack(parts, { accountId, attemptId, amount })
  await parts.transaction((transaction) =>
    auditChange(transaction, parts, { operator, action: 'gateway.chargedBack', subject: orderId, data: { attemptId } }),
  )
  return { attemptId, amount }
}
