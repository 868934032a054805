import type { ChargedBackDebt } from '../../bills/charged-back-debt.store.ts'
import type { Instant } from '../../calendar/calendar.ts'
import type { Transaction } from '../../database/transaction.ts'
import { insertEvents } from '../../events/event.store.ts'
import type { Happening } from '../../events/event.ts'
import type { ServiceId } from '../../identity/identity.ts'
import { type Money, toDecimal } from '../../money/money.ts'
import { insertNotices } from '../../notices/notice.store.ts'
import type { NewNotice } from '../../notices/notice.ts'
import type { SealedOrder } from '../../orders/order.store.ts'
import { readLabels } from '../../payments/means.store.ts'
import type { Attempt } from '../../payments/payment.ts'

export type ReopenedDebt = ChargedBackDebt & { readonly services: readonly ServiceId[] }

export interface ChargebackNews {
  readonly attempt: Attempt
  /** What the provider took back. */
  readonly amount: Money
  readonly debts: readonly ReopenedDebt[]
  /** The order that is over by it; null: it is to be paid again. */
  readonly cancelled: SealedOrder | null
  readonly at: Instant
}

/** Tells that a payment was taken back: a decline (rule P7), the debts that are open again, and a mail for each of them. */
export async function tellChargeback(transaction: Transaction, news: ChargebackNews): Promise<void> {
  const { accountId, meansId } = news.attempt
  await insertEvents(transaction, happened(news))
  const labels = meansId === null ? new Map() : await readLabels(transaction, [{ accountId, id: meansId }])
  await insertNotices(transaction, noticesOf(news, meansId === null ? undefined : labels.get(meansId)))
}

const reason = 'chargeback'

function happened({ attempt, amount, debts, cancelled, at }: ChargebackNews): readonly Happening[] {
  const { accountId, orderId, id, meansKind } = attempt
  const declined = { attempt: id, reason, amount: toDecimal(amount), means: meansKind }
  return [
    { accountId, at, type: 'payment.declined', orderId, data: declined },
    ...debts.map((debt): Happening => {
      const data = { reason, amount: toDecimal(debt.owed) }
      return { accountId, at, type: 'debt.opened', orderId: debt.orderId, documentId: debt.billId, data }
    }),
    ...(cancelled ? [{ accountId, at, type: 'order.cancelled' as const, orderId, data: { reason } }] : []),
  ]
}

function noticesOf(
  { attempt: { accountId }, debts, at }: ChargebackNews,
  means: string | undefined,
): readonly NewNotice[] {
  return debts.map(({ owed, services, orderId: billed, billId, collectAt }) => ({
    ...{ accountId, kind: 'renewal.failed', deadline: null, services, orderId: billed, documentId: billId, at },
    data: {
      ...{ amount: { ucents: String(owed.ucents), currency: owed.currency }, reason },
      ...(means === undefined ? {} : { means }),
      ...(collectAt === null ? {} : { collectAt: collectAt.toString() }),
    },
  }))
}
