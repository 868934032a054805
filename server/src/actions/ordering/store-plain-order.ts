import { randomBytes } from 'node:crypto'
import type { Transaction } from '../../database/transaction.ts'
import { insertEvents } from '../../events/event.store.ts'
import type { AccountId } from '../../identity/identity.ts'
import type { Money } from '../../money/money.ts'
import { zero } from '../../money/money.ts'
import { insertOrders } from '../../orders/new-order.store.ts'
import { readOrders, type SealedOrder } from '../../orders/order.store.ts'
import type { OrderDraft } from '../../orders/order.ts'
import { insertOrderSteps } from '../../orders/order-step.store.ts'
import type { Parts } from '../parts.ts'

/** An order over an amount, without lines and without tax of its own: over debts (rule B5), or a top-up. */
export interface PlainOrder {
  readonly accountId: AccountId
  readonly kind: 'debt' | 'credit' | 'withdrawal'
  readonly amount: Money
  readonly createdAt: Temporal.Instant
  /** null: it is not to be paid. */
  readonly expiresAt: Temporal.Instant | null
  /** What the event says beside the kind. */
  readonly told: Readonly<Record<string, unknown>>
}

/** Stores such an order with its first step and its event; the caller holds the account's lock. */
export async function storePlainOrder(
  transaction: Transaction,
  { seal }: Pick<Parts, 'seal'>,
  { accountId, kind, amount, createdAt: at, expiresAt, told }: PlainOrder,
): Promise<SealedOrder> {
  const { currency } = amount
  const draft: OrderDraft = {
    ...{ kind, identity: null, currency, taxNote: null, lines: [], createdAt: at, expiresAt },
    amounts: { net: amount, tax: zero(currency), gross: amount },
  }
  const passwordSealed = seal.seal(randomBytes(16).toString('base64url'))
  const [stored] = await insertOrders(transaction, [{ accountId, draft, passwordSealed }])
  if (!stored) throw new Error(`the ${kind} order was not stored`)
  const { id: orderId } = stored
  await Promise.all([
    insertOrderSteps(transaction, [{ accountId, orderId, at, label: 'ORDER_STARTED', description: 'Order made' }]),
    insertEvents(transaction, [{ accountId, at, type: 'order.created', orderId, data: { kind, ...told } }]),
  ])
  const [order] = await readOrders(transaction, accountId, [orderId])
  if (!order) throw new Error(`order ${orderId} was stored and is not there`)
  return order
}
