import { chooseRefund } from '../bills/choose-refund.ts'
import { creditDebts, findIndebtedOrders } from '../bills/credited-debt.store.ts'
import type { SealedDocument } from '../bills/document.store.ts'
import { draftRefund, type RefundPart } from '../bills/issue-document.ts'
import type { Transaction } from '../database/transaction.ts'
import { insertEvents } from '../events/event.store.ts'
import type { AccountId, ServiceId } from '../identity/identity.ts'
import { isPositive } from '../ledger/money-movements.ts'
import { type Money, zero } from '../money/money.ts'
import { readRenewable } from '../services/paid-period.store.ts'
import { cancelCreditedOrder, closeCreditedDebt, splitCredit, surplusMovements } from './close-credited.ts'
import { issueDocuments } from './issue-documents.ts'
import { type BilledOrder, lockBilledOrder } from './lock-billed-order.ts'
import type { Parts } from './parts.ts'
import { withPassword } from './with-password.ts'

interface Credit {
  readonly billed: BilledOrder
  readonly bill: SealedDocument
  readonly part: RefundPart
  /** What of it was owed, and what had stayed paid after a chargeback. */
  readonly off: Money
  readonly surplus: Money
  /** Nothing of the bill is left to be paid. */
  readonly isWhole: boolean
}

/**
 * Credits what is unpaid of services that were just terminated (rule A6): a bill of nothing else as a whole, its debt closed and its
 * order cancelled; of a bill that has other services their lines alone, so that the rest is still owed. One bill after the other:
 * there are few.
 */
export async function creditTerminated(
  transaction: Transaction,
  parts: Parts,
  terminated: readonly { readonly accountId: AccountId; readonly id: ServiceId }[],
): Promise<void> {
  const orders = await findIndebtedOrders(transaction, terminated)
  const credits: Credit[] = []
  for (const { accountId, orderId } of orders) {
    const billed = await lockBilledOrder(transaction, accountId, orderId)
    credits.push(...(await creditOf(transaction, billed)))
  }
  if (credits.length === 0) return
  const now = parts.clock.now()
  const drafts = credits.map(({ bill, part }) => draftRefund(withPassword(parts, bill), part, now, parts.zone))
  await issueDocuments(transaction, parts, drafts, (issued) => ({
    movements: issued.flatMap((document, index) =>
      surplusMovements(document, credits[index]?.surplus ?? zero(document.currency)),
    ),
    happenings: [],
  }))
  const partial = credits.filter(({ isWhole }) => !isWhole)
  await creditDebts(
    transaction,
    partial.map(({ bill, off }) => ({ accountId: bill.accountId, orderId: bill.orderId, amount: off })),
  )
  for (const { billed } of credits.filter(({ isWhole }) => isWhole)) {
    const closed = await closeCreditedDebt(transaction, billed.order, now)
    const cancelled = await cancelCreditedOrder(transaction, billed.order, now)
    await insertEvents(transaction, [...closed, ...cancelled])
  }
}

/** What is left on a bill of services that live no more. */
async function creditOf(transaction: Transaction, billed: BilledOrder): Promise<readonly Credit[]> {
  const { bill, refunds, order } = billed
  if (!bill) return []
  const refunded = new Set(refunds.flatMap((refund) => refund.lines.map((line) => line.orderLineId)))
  const left = bill.lines.filter((line) => !refunded.has(line.orderLineId))
  const services = await readRenewable(
    transaction,
    left.map((line) => ({ accountId: order.accountId, id: line.serviceId })),
  )
  const live = new Set(services.filter((service) => service.state !== 'terminated').map((service) => service.id))
  const gone = left.filter((line) => !live.has(line.serviceId))
  if (gone.length === 0) return []
  const part = chooseRefund(
    { bill, refunds },
    gone.map((line) => line.orderLineId),
  )
  const { off, surplus } = splitCredit(billed.debts, part.amounts.gross)
  const isWhole = gone.length === left.length || isPositive(surplus)
  return [{ billed, bill, part, off, surplus, isWhole }]
}
