import { chooseCredit } from '../../bills/choose-credit.ts'
import { creditDebts, findIndebtedOrders } from '../../bills/credited-debt.store.ts'
import type { Instant } from '../../calendar/calendar.ts'
import type { Transaction } from '../../database/transaction.ts'
import type { Happening } from '../../events/event.ts'
import { wakeServices } from '../../services/next-action.store.ts'
import { readRenewable } from '../../services/paid-period.store.ts'
import type { ServiceKey } from '../../services/service.ts'
import type { Parts } from '../parts.ts'
import { closeCredited } from '../refunding/close-credited.ts'
import { issueCredits } from '../refunding/issue-credits.ts'
import { type BilledOrder, lockBilledOrders } from '../refunding/lock-billed-orders.ts'

/**
 * Credits what is unpaid of services that were just terminated (rule A6, `chooseCredit`): of a bill that is credited as a whole the debt is
 * closed and the order cancelled, of others less is owed from now on. However many there are, it is one statement for each kind of row.
 */
export async function creditTerminated(
  transaction: Transaction,
  parts: Parts,
  terminated: readonly ServiceKey[],
): Promise<void> {
  const orders = await findIndebtedOrders(transaction, terminated)
  if (orders.length === 0) return
  const credits = await chooseCredits(transaction, await lockBilledOrders(transaction, orders))
  if (credits.length === 0) return
  const happened = await write(transaction, credits, parts.clock.now())
  await issueCredits(transaction, parts, credits, happened)
}

type OrderCredit = Awaited<ReturnType<typeof chooseCredits>>[number]

/** What is left on bills of services that live no more. */
async function chooseCredits(transaction: Transaction, orders: readonly BilledOrder[]) {
  const keys = orders.flatMap(({ order: { accountId, lines } }) => {
    return lines.map(({ serviceId: id }) => ({ accountId, id }))
  })
  const services = await readRenewable(transaction, keys)
  const live = new Set(services.filter(({ state }) => state !== 'terminated').map(({ id }) => id))
  return orders.flatMap(({ order, bill, refunds, debts }) => {
    const credit = bill && chooseCredit({ bill, refunds, debts }, live)
    return credit ? [{ order, bill, ...credit }] : []
  })
}

/** What debts, orders and services become of it. @returns what is to be told */
async function write(
  transaction: Transaction,
  credits: readonly OrderCredit[],
  now: Instant,
): Promise<readonly Happening[]> {
  const whole = credits.filter(({ isWhole }) => isWhole).map(({ order }) => order)
  const partial = credits.filter(({ isWhole }) => !isWhole)
  const less = partial.map(({ order: { accountId, id: orderId }, off }) => ({ accountId, orderId, amount: off }))
  const rebilled = credits.flatMap(({ order: { accountId }, rebilled: ids }) => {
    return ids.map((serviceId) => ({ accountId, serviceId }))
  })
  const [happened] = await Promise.all([
    closeCredited(transaction, whole, now),
    less.length > 0 && creditDebts(transaction, less),
    rebilled.length > 0 && wakeServices(transaction, rebilled),
  ])
  return happened
}
