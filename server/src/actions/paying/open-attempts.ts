import { randomUUIDv7 } from 'node:crypto'
import type { Instant } from '../../calendar/calendar.ts'
import type { Transaction } from '../../database/transaction.ts'
import type { AccountId, AttemptId } from '../../identity/identity.ts'
import { type Money, zero } from '../../money/money.ts'
import { setOrderStatus } from '../../orders/order.store.ts'
import type { Order } from '../../orders/order.ts'
import { moveOrder } from '../../orders/order-life.ts'
import { insertOrderSteps } from '../../orders/order-step.store.ts'
import { insertAttempts } from '../../payments/attempt.store.ts'
import type { ChosenMeans } from '../../payments/choose-means.ts'
import type { Attempt, Charge } from '../../payments/payment.ts'
import { takeOver } from '../../payments/resolve-plan.ts'

/** What is tried to pay an order. */
export interface Opening {
  readonly order: Pick<Order, 'accountId' | 'id' | 'status' | 'currency'>
  readonly chosen: ChosenMeans
  /** What the means is charged. */
  readonly amount: Money
  /** What the prepaid balance pays beside it (rule P8). */
  readonly balance?: Money
}

/** Who asked for payments, and when. */
export interface Asking {
  readonly by: 'holder' | 'engine'
  readonly now: Instant
}

/** Writes attempts before a gateway hears of them; an order is `checking` while an attempt on it is open (rule P1). */
export async function openAttempts(
  transaction: Transaction,
  openings: readonly Opening[],
  asking: Asking,
): Promise<readonly Attempt[]> {
  const attempts = openings.map((opening) => newAttempt(opening, asking))
  await Promise.all([
    setOrderStatus(
      transaction,
      openings.map(({ order: { accountId, id: orderId, status: from } }) => {
        return { accountId, orderId, from, to: moveOrder(from, 'checking'), endedAt: null }
      }),
    ),
    insertAttempts(transaction, attempts),
    insertOrderSteps(
      transaction,
      openings.map(({ order: { accountId, id: orderId }, chosen }) => {
        const label = chosen.means ? 'REGISTERED_PAYMENT_INITIATED' : 'PAYMENT_INITIATED'
        const description = `Payment by ${chosen.means?.label ?? chosen.kind}`
        return { accountId, orderId, at: asking.now, label, description } as const
      }),
    ),
  ])
  return attempts
}

function newAttempt({ order, chosen, amount, balance }: Opening, { by, now }: Asking): Attempt {
  const nothing = zero(order.currency)
  return {
    ...{ accountId: order.accountId, id: randomUUIDv7() as string as AttemptId, orderId: order.id },
    ...{ meansId: chosen.means?.id ?? null, meansKind: chosen.kind },
    ...{ amount, balance: balance ?? nothing, received: nothing },
    ...{ state: 'charging', reason: null, gatewayReference: null, lookups: 0 },
    ...{ createdAt: now, endedAt: null, resolveAt: takeOver(now), byHolder: by === 'holder' },
  }
}

/** A charge of an attempt that is written. */
export interface AccountCharge extends Charge {
  readonly accountId: AccountId
}

/** What the gateway is asked for an attempt. */
export function chargeOf(attempt: Attempt, means: Charge['means']): Charge {
  return { idempotencyKey: attempt.id, orderId: attempt.orderId, means, amount: attempt.amount }
}
