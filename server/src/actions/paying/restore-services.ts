import type { Instant } from '../../calendar/calendar.ts'
import type { Transaction } from '../../database/transaction.ts'
import { insertEvents } from '../../events/event.store.ts'
import type { Happening } from '../../events/event.ts'
import { insertNotices } from '../../notices/notice.store.ts'
import { wakeServices } from '../../services/next-action.store.ts'
import type { ServiceKey } from '../../services/service.ts'
import { liftSuspensions } from '../../services/suspension.store.ts'
import { reopenedOf } from './tell-paid.ts'

/**
 * Reopens services whose period is paid for already, once what was taken back is paid again or credited: what was suspended for
 * non-payment, and that only (rule A7). They are judged anew.
 */
export async function restoreServices(
  transaction: Transaction,
  services: readonly ServiceKey[],
  at: Instant,
): Promise<void> {
  if (services.length === 0) return
  await wakeServices(
    transaction,
    services.map(({ accountId, id: serviceId }) => ({ accountId, serviceId })),
  )
  const lifted = await liftSuspensions(transaction, services, 'unpaid')
  const reopened = lifted.filter(({ state }) => state === 'active')
  const news = reopened.map(({ accountId, id: serviceId }): Happening => {
    return { accountId, at, type: 'service.reopened', serviceId }
  })
  await insertEvents(transaction, news)
  await insertNotices(transaction, reopenedOf(news, at))
}
