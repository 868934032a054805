import { chooseRefund } from '../bills/choose-refund.ts'
import { creditDebts, findIndebtedOrders } from '../bills/credited-debt.store.ts'
import type { SealedDocument } from '../bills/document.store.ts'
import { draftRefund, type RefundPart } from '../bills/issue-document.ts'
import type { Transaction } from '../database/transaction.ts'
import { insertEvents } from '../events/event.store.ts'
import type { AccountId, ServiceId } from '../identity/identity.ts'
import { compare, type Money, sum, zero } from '../money/money.ts'
import { Problem } from '../problem/problem.ts'
import { wakeServices } from '../services/next-action.store.ts'
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
  /** Live services that were billed beside them, and are to be billed anew. */
  readonly rebilled: readonly ServiceId[]
}

/**
 * Credits what is unpaid of services that were just terminated (rule A6): a bill of nothing else as a whole, its debt closed and its
 * order cancelled; of a bill that has other services their lines alone, so that the rest is still owed. Lines that cannot be credited
 * alone, a discount or more than the bill asks, take the whole bill with them, and so do those that were all that it asked: what lives is
 * ordered anew. One bill after the other: there
 * are few.
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
    notices: [],
  }))
  const partial = credits.filter(({ isWhole }) => !isWhole)
  await creditDebts(
    transaction,
    partial.map(({ bill, off }) => ({ accountId: bill.accountId, orderId: bill.orderId, amount: off })),
  )
  const rebilled = credits.flatMap(({ bill: { accountId }, rebilled: ids }) =>
    ids.map((serviceId) => ({ accountId, serviceId })),
  )
  if (rebilled.length > 0) await wakeServices(transaction, rebilled)
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
  const alone = creditable(() =>
    chooseRefund(
      { bill, refunds },
      gone.map((line) => line.orderLineId),
    ),
  )
  // what was charged back is renewed already, and stays with its discount
  if (!alone && billed.debts.some((debt) => debt.isChargedBack)) return []
  const part = alone ?? creditable(() => chooseRefund({ bill, refunds }, null))
  if (!part) return []
  const { off, surplus } = splitCredit(billed.debts, part.amounts.gross)
  const owed = sum(
    billed.debts.map((debt) => debt.owed),
    bill.currency,
  )
  const isWhole = !alone || gone.length === left.length || compare(off, owed) === 0
  const rebilled = isWhole ? left.filter((line) => live.has(line.serviceId)).map((line) => line.serviceId) : []
  return [{ billed, bill, part, off, surplus, isWhole, rebilled }]
}

/** null for lines that no refund can take back by themselves. */
function creditable(choose: () => RefundPart): RefundPart | null {
  try {
    return choose()
  } catch (error) {
    if (error instanceof Problem && error.code === 'NOTHING_TO_REFUND') return null
    throw error
  }
}
