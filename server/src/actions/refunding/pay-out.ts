import { lockAccounts } from '../../customers/account.store.ts'
import { insertMovements } from '../../ledger/ledger.store.ts'
import { gatewayBook, payoutMovement } from '../../ledger/money-movements.ts'
import { endPayout, lockPayout, type OpenPayout } from '../../payments/payout.store.ts'
import { followBalanceRefund } from '../balance/follow-balance-refund.ts'
import type { Parts } from '../parts.ts'
import { withinPatience } from '../paying/ask-gateway.ts'

/**
 * Sends a refund's money back through the gateway and books where it went: to the means, or, when the gateway will not, to the
 * balance (rule B6). Without an answer it stays open and the sweep tells the gateway again: the same refund is made once.
 */
export async function payOut(parts: Parts, payout: OpenPayout): Promise<void> {
  const { attemptId: chargeKey, orderId, documentId: idempotencyKey, amount } = payout
  const asked = Promise.try(() => parts.gateway.refund({ chargeKey, orderId, idempotencyKey, amount }))
  const answer = await withinPatience(
    asked.catch((error: unknown) => {
      parts.log.warn({ refund: idempotencyKey, error: String(error) }, 'the gateway broke off a refund')
      return null
    }),
    null,
  )
  if (answer) await book(parts, payout, answer.refunded)
}

async function book(parts: Parts, { accountId, documentId }: OpenPayout, refunded: boolean): Promise<void> {
  await parts.transaction(async (transaction) => {
    await lockAccounts(transaction, [accountId])
    const payout = await lockPayout(transaction, accountId, documentId)
    if (!payout) return
    const at = parts.clock.now()
    await endPayout(transaction, payout, refunded ? 'toMeans' : 'toBalance', at)
    const to = refunded ? gatewayBook(payout.meansKind) : 'balance'
    const occasion = { accountId, at, orderId: payout.orderId, documentId }
    await insertMovements(transaction, [payoutMovement(occasion, payout.amount, to)])
    if (!refunded) await followBalanceRefund(transaction, parts, occasion, payout.amount)
  })
}
