import type { BillingDocument } from '../../bills/document.ts'
import type { Instant } from '../../calendar/calendar.ts'
import type { Book } from '../../ledger/ledger.ts'
import { readRefundMoney } from '../../ledger/refund-money.store.ts'
import { readPayoutStates } from '../../payments/payout-state.store.ts'
import type { Parts } from '../parts.ts'

/** How the money of a refund went back. */
export interface RefundPayment {
  /** `balance`, or the gateway that sent it to the means; null: no money had been paid, the refund lowered what was owed. */
  readonly to: Book | null
  readonly at: Instant
}

/** Where the money of a refund went; null while it is on its way (rule B6). */
export async function readRefundPayment(parts: Parts, refund: BillingDocument): Promise<RefundPayment | null> {
  const { accountId, id, issuedAt } = refund
  return parts.transaction(async (transaction) => {
    const states = await readPayoutStates(transaction, accountId, [id])
    if (states.get(id) === 'open') return null
    const [money] = await readRefundMoney(transaction, accountId, id)
    return money ? { to: money.book, at: money.at } : { to: null, at: issuedAt }
  })
}
