import type { DebtDebt, DebtBalance as WireDebtBalance } from '@odnowa/contract/models/debt.generated.ts'
import type { DebtBalance } from '../../actions/billing/read-debts.ts'
import type { Debt } from '../../bills/debt-view.store.ts'
import { toWireDateTime } from '../../calendar/calendar.ts'
import { add, zero } from '../../money/money.ts'
import type { WireContext } from '../context.ts'
import { toWirePrice } from './price.ts'

/**
 * debt.Debt. An automatic bill is due from its date on, so nothing is `unmatured`. What is owed is `todo`: `pending` while a payment of
 * it is open, else `due`.
 */
export function toWireDebt(context: WireContext, debt: Debt): DebtDebt {
  const nothing = zero(debt.owed.currency)
  return {
    amount: toWirePrice(debt.amount),
    date: toWireDateTime(debt.openedAt, context.zone),
    debtId: debt.id,
    dueAmount: toWirePrice(debt.isBeingPaid ? nothing : debt.owed),
    dueDate: toWireDateTime(debt.countsFrom, context.zone),
    orderId: debt.orderId,
    pendingAmount: toWirePrice(debt.isBeingPaid ? debt.owed : nothing),
    status: statusOf(debt),
    todoAmount: toWirePrice(debt.owed),
    unmaturedAmount: toWirePrice(nothing),
  }
}

function statusOf({ isOpen, isPaid, hasFailed }: Debt): DebtDebt['status'] {
  if (isOpen) return hasFailed ? 'UNPAID' : 'TO_BE_PAID'
  return isPaid ? 'PAID' : 'REFUNDED'
}

/** debt.Balance: of all debts, as each of them says it. Every account has one, so that it is always `active`. */
export function toWireDebtBalance({ due, pending }: DebtBalance): WireDebtBalance {
  return {
    active: true,
    dueAmount: toWirePrice(due),
    pendingAmount: toWirePrice(pending),
    todoAmount: toWirePrice(add(due, pending)),
    unmaturedAmount: toWirePrice(zero(due.currency)),
  }
}
