import type { RefundPart } from '../bills/issue-document.ts'
import type { Transaction } from '../database/transaction.ts'
import { readOpenBills } from '../orders/order.store.ts'
import type { Order } from '../orders/order.ts'
import { readReserved } from '../payments/attempt.store.ts'
import { problem } from '../problem/problem.ts'
import { retractPeriods } from '../services/paid-period.store.ts'

/**
 * Takes the periods of refunded lines back: their services expire again on the day they were quoted for (rule B6). Only a
 * service's last paid period can go, and none that an open bill or an open payment is built upon.
 * @throws CONFLICT, SERVICE_HAS_OPEN_BILL, SERVICE_RESERVED naming the service
 */
export async function retractRenewal(
  transaction: Transaction,
  { accountId, id: orderId, lines }: Pick<Order, 'accountId' | 'id' | 'lines'>,
  part: RefundPart,
): Promise<void> {
  const refunded = lines.filter((line) => part.lines.some(({ orderLineId }) => orderLineId === line.id))
  const ids = refunded.map((line) => line.serviceId)
  const [openBills, reserved] = await Promise.all([
    readOpenBills(transaction, accountId, ids),
    readReserved(transaction, accountId, ids),
  ])
  const [bill] = openBills
  if (bill)
    throw problem(
      'SERVICE_HAS_OPEN_BILL',
      `service ${bill.serviceId} has an open automatic bill (order ${bill.orderId}): credit it first`,
    )
  const [held] = reserved
  if (held)
    throw problem(
      'SERVICE_RESERVED',
      `service ${held.serviceId} is being paid by order ${held.orderId}: wait until that payment has ended`,
    )
  const spans = refunded.map(({ serviceId, startsOn, endsOn }) => ({
    accountId,
    orderId,
    serviceId,
    from: startsOn,
    to: endsOn,
  }))
  const retracted = await retractPeriods(transaction, spans)
  const kept = ids.find((id) => !retracted.includes(id))
  if (kept !== undefined) {
    throw problem(
      'CONFLICT',
      `the renewal of service ${kept} cannot be taken back: it was renewed again since, or is terminated`,
    )
  }
}
