import type { Instant } from '../../calendar/calendar.ts'
import type { Transaction } from '../../database/transaction.ts'
import { insertEvents } from '../../events/event.store.ts'
import { insertNotices } from '../../notices/notice.store.ts'
import { terminateServices } from '../../services/paid-period.store.ts'
import type { ServiceKey } from '../../services/service.ts'
import { creditTerminated } from '../automatic/credit-terminated.ts'
import type { Parts } from '../parts.ts'
import { serviceNotice } from '../telling/service-notice.ts'

/** Why services are terminated, as their notice says it. */
export type TerminationCause = 'unpaid' | 'ending' | 'parent' | 'customer' | 'operator'

/**
 * Terminates services with their options, at once and for good: it is told, and what is unpaid of them is credited (rules A6, A8).
 * The caller holds the accounts' locks, and has seen that no payment is open on them.
 * @returns what was terminated, options too, ascending by id: it is told in this order
 */
export async function terminateAll(
  transaction: Transaction,
  parts: Parts,
  { keys, cause, at, said = {} }: TerminationPlan,
): Promise<readonly ServiceKey[]> {
  const terminated = (await terminateServices(transaction, keys, at)).sort((left, right) => left.id - right.id)
  await insertEvents(
    transaction,
    terminated.map(({ accountId, id: serviceId }) => {
      return { accountId, at, type: 'service.terminated', serviceId, data: said } as const
    }),
  )
  const groups = Map.groupBy(terminated, ({ accountId }) => accountId)
  await insertNotices(
    transaction,
    [...groups].map(([accountId, group]) => {
      const [services, data] = [group.map(({ id }) => id), { cause }]
      return serviceNotice({ accountId, kind: 'service.terminated', services, data, at })
    }),
  )
  await creditTerminated(transaction, parts, terminated)
  return terminated
}

export interface TerminationPlan {
  readonly keys: readonly ServiceKey[]
  readonly cause: TerminationCause
  readonly at: Instant
  /** Kept with the events. */
  readonly said?: Readonly<Record<string, string>>
}
