import type { Instant } from '../../calendar/calendar.ts'
import type { Transaction } from '../../database/transaction.ts'
import type { AccountId, DocumentId, OrderId } from '../../identity/identity.ts'
import type { Money } from '../../money/money.ts'
import { collectFromBalance } from '../automatic/collect-from-balance.ts'
import type { Parts } from '../parts.ts'
import { tellCredited } from './tell-credited.ts'

/** A refund whose money, or a part of it, is on the balance from now on. */
export interface BalanceRefund {
  readonly accountId: AccountId
  readonly orderId: OrderId
  readonly documentId: DocumentId
  readonly at: Instant
}

/**
 * What follows a refund's money on the balance, as it follows any credit that an operator gives: it is told, with the refund, and pays
 * open automatic bills (rules B6, P8). The caller holds the account's lock, and has booked the money.
 */
export async function followBalanceRefund(
  transaction: Transaction,
  parts: Parts,
  { accountId, orderId, documentId, at }: BalanceRefund,
  amount: Money,
): Promise<void> {
  await tellCredited(transaction, [{ accountId, orderId, documentId, amount, reason: null }], at)
  await collectFromBalance(transaction, parts, [accountId])
}
