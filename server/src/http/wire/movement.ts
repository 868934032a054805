import type { BillingMovement } from '@odnowa/contract/models/billing.generated.ts'
import { toWireDateTime } from '../../calendar/calendar.ts'
import type { BalanceMovement } from '../../ledger/balance.ts'
import { type Money, subtract, zero } from '../../money/money.ts'
import type { WireContext } from '../context.ts'
import { toWirePrice } from './price.ts'

/**
 * billing.Movement. The amount has its sign, so that the previous balance and the amount make the balance; `order` is 0 for a
 * movement that no order caused, as the model knows no null there.
 */
export function toWireMovement(context: WireContext, movement: BalanceMovement, retrievable?: Money): BillingMovement {
  return {
    amount: toWirePrice(movement.amount),
    balance: toWirePrice(movement.balance),
    date: toWireDateTime(movement.at, context.zone),
    description: movement.description,
    movementId: movement.id,
    operation: movement.amount.ucents < 0n ? 'debit' : 'credit',
    order: movement.orderId ?? 0,
    previousBalance: toWirePrice(subtract(movement.balance, movement.amount)),
    retrievableAmount: toWirePrice(retrievable ?? zero(movement.amount.currency)),
  }
}
