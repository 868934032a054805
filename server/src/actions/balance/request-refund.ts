import { lockAccounts, readAccounts } from '../../customers/account.store.ts'
import type { AccountId } from '../../identity/identity.ts'
import { readBalanceMovements } from '../../ledger/balance-movement.store.ts'
import { problem } from '../../problem/problem.ts'
import type { Parts } from '../parts.ts'
import { openWithdrawal, readRetrievable, readWithdrawn } from './withdraw-money.ts'

/**
 * Asks back what a credit of the prepaid balance brought, to where it came from. It leaves the balance at once; an operator sends it.
 * @param request.amount whole units of the account's currency
 * @throws NOT_FOUND; INVALID_PARAMETER; NOT_RETRIEVABLE for what was no cash, is spent, or was asked back before
 */
export async function requestRefund(
  parts: Parts,
  request: { readonly accountId: AccountId; readonly movementId: number; readonly amount: number },
): Promise<void> {
  const { accountId, movementId } = request
  await parts.transaction(async (transaction) => {
    await lockAccounts(transaction, [accountId])
    const [account] = await readAccounts(transaction, [accountId])
    if (!account) throw problem('NOT_FOUND', 'there is no such account')
    const [movement] = await readBalanceMovements(transaction, accountId, account.currency, [movementId])
    if (!movement) throw problem('NOT_FOUND', `there is no movement ${movementId}`)
    const { byMovement } = await readRetrievable(transaction, accountId, account.currency)
    const most = byMovement.get(movementId)
    if (!most) throw problem('NOT_RETRIEVABLE', `movement ${movementId} brought no money that can be had back`)
    const amount = readWithdrawn(request.amount, most)
    const createdAt = parts.clock.now()
    const facts = { accountId, orderId: null, movementId, meansId: null, destination: movement.description }
    await openWithdrawal(transaction, { ...facts, amount, createdAt })
  })
}
