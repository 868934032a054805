import type { IssuedDocument } from '../../bills/issue-document.ts'
import { readPayoutStates } from '../../payments/payout-state.store.ts'
import type { Parts } from '../parts.ts'
import type { IssuedRefund } from './issue-refund.ts'
import { payOut } from './pay-out.ts'

/** A refund document and where its money goes; null: no money had been paid. */
export interface Refund {
  readonly document: IssuedDocument
  readonly to: 'means' | 'balance' | null
}

/**
 * After transaction one of a refund: sends the money to the means, outside of any transaction, and says where it went. The
 * document stands whatever happens here: what cannot be sent or booked now, the sweep `resolve-payouts` finishes.
 */
export async function payRefundOut(parts: Parts, { refund: document, payout }: IssuedRefund): Promise<Refund> {
  if (!payout) return { document, to: 'balance' }
  const { accountId, documentId } = payout
  const finished = payOut(parts, payout).then(() =>
    parts.transaction((transaction) => readPayoutStates(transaction, accountId, [documentId])),
  )
  const states = await finished.catch((error: unknown) => {
    const facts = { refund: documentId, error: String(error) }
    parts.log.error(facts, 'a refund could not be booked now: the sweep finishes it')
    return null
  })
  return { document, to: states?.get(documentId) === 'toBalance' ? 'balance' : 'means' }
}
