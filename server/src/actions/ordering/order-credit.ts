import { addHours } from '../../calendar/calendar.ts'
import { lockAccounts, readAccounts } from '../../customers/account.store.ts'
import type { AccountId } from '../../identity/identity.ts'
import { parseAmount, toText } from '../../money/money.ts'
import type { Order } from '../../orders/order.ts'
import { readPolicy } from '../../policy/policy.store.ts'
import { problem } from '../../problem/problem.ts'
import type { Parts } from '../parts.ts'
import { withPassword } from '../with-password.ts'
import { storePlainOrder } from './store-plain-order.ts'

export interface CreditOrderRequest {
  readonly accountId: AccountId
  /** Whole units of the account's currency. */
  readonly amount: number
}

/** The most that one order tops a balance up by, in units of its currency: a slip of the keyboard is no order. */
const mostUnits = 100_000

/**
 * Makes an order that tops the prepaid balance up: no sale, so it has no lines, no tax and no bill. Paid within the hours of the policy, by any
 * means but the balance itself, it credits the balance, which pays open automatic bills at once (rule P8).
 * @throws NOT_FOUND; INVALID_PARAMETER for an amount that is not from 1 to 100,000
 */
export async function orderCredit(parts: Parts, { accountId, amount: units }: CreditOrderRequest): Promise<Order> {
  return parts.transaction(async (transaction) => {
    await lockAccounts(transaction, [accountId])
    const [account] = await readAccounts(transaction, [accountId])
    if (!account) throw problem('NOT_FOUND', 'there is no such account')
    if (units < 1 || units > mostUnits) {
      const most = toText(parseAmount(mostUnits, account.currency))
      throw problem('INVALID_PARAMETER', `amount: write whole units from 1 to ${most}`, { field: 'amount' })
    }
    const { orderHours } = await readPolicy(transaction)
    const createdAt = parts.clock.now()
    const times = { createdAt, expiresAt: addHours(createdAt, orderHours) }
    const amount = parseAmount(units, account.currency)
    const order = await storePlainOrder(transaction, parts, { accountId, kind: 'credit', amount, ...times, told: {} })
    return withPassword(parts, order)
  })
}
