import type { DocumentLine } from '../../bills/document.ts'
import type { Transaction } from '../../database/transaction.ts'
import { readOpenBills } from '../../orders/open-bill.store.ts'
import type { Order } from '../../orders/order.ts'
import { readReserved } from '../../payments/attempt.store.ts'
import { type Problem, problem } from '../../problem/problem.ts'
import { retractPeriods } from '../../services/paid-period.store.ts'

/**
 * Takes back the periods that lines paid for (rule B6, `cancelRenewal`): each must be the last one of a live service that
 * nothing else is being paid or billed for. Their services expire again when the period began; their state stays.
 * @throws CONFLICT naming the service
 */
export async function retractLines(
  transaction: Transaction,
  { accountId, id: orderId }: Pick<Order, 'accountId' | 'id'>,
  lines: readonly DocumentLine[],
): Promise<void> {
  const ids = lines.map((line) => line.serviceId)
  const openBills = await readOpenBills(transaction, [accountId], ids)
  const reserved = await readReserved(
    transaction,
    ids.map((id) => ({ accountId, id })),
  )
  const [held] = [...reserved, ...openBills]
  if (held) throw conflict(lines, held.serviceId, `order ${held.orderId} on it is still to be paid`)
  const retractions = lines.map(({ serviceId, startsOn, endsOn }) => {
    if (!startsOn || !endsOn) throw conflict(lines, serviceId, 'it paid for no period')
    return { accountId, serviceId, orderId, from: startsOn, to: endsOn }
  })
  const gone = await retractPeriods(transaction, retractions)
  const kept = ids.find((id) => !gone.includes(id))
  if (kept !== undefined) throw conflict(lines, kept, 'it was renewed further since, or is terminated')
}

function conflict(lines: readonly DocumentLine[], serviceId: DocumentLine['serviceId'], why: string): Problem {
  const name = lines.find((line) => line.serviceId === serviceId)?.serviceName
  const message = `the renewal of service ${serviceId} (${name}) cannot be cancelled: ${why}; nothing was refunded`
  return problem('CONFLICT', message, { field: 'cancelRenewal', serviceId: String(serviceId) })
}
