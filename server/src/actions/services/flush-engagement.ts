import { localDate } from '../../calendar/calendar.ts'
import { lockAccounts } from '../../customers/account.store.ts'
import type { Order, OrderDraft } from '../../orders/order.ts'
import { problem } from '../../problem/problem.ts'
import { insertEngagementRequests } from '../../services/engagement-request.store.ts'
import { describeRenewals } from '../../strategies/describe-renewals.ts'
import { repeatStrategy, repeatsUntil } from '../../strategies/repeat-strategy.ts'
import type { Strategy } from '../../strategies/strategy.ts'
import { draftRenewal, placeOrder, requireAccount } from '../ordering/place-renewal.ts'
import type { Parts } from '../parts.ts'
import { type Engageable, type EngagementKey, loadEngageable } from './engagement-offers.ts'

export interface FlushRequest extends EngagementKey {
  readonly dryRun: boolean
  /** The service ends with what is paid. */
  readonly terminates: boolean
}

/**
 * Lets a customer pay himself out of an engagement (ovh-api.md 2.2): an order over all that is left of it, at today's price of the
 * service's own period. Paying it ends the engagement. A dry run is the same path and answers the draft.
 * @throws NOT_FOUND without an engagement; CONFLICT when all of it is paid; what keeps the service from being renewed (rule S5)
 */
export async function flushEngagement(
  parts: Parts,
  { accountId, serviceId, dryRun, terminates }: FlushRequest,
): Promise<Order | OrderDraft> {
  return parts.transaction(async (transaction) => {
    await lockAccounts(transaction, [accountId])
    const engageable = await loadEngageable(transaction, parts, { accountId, serviceId })
    const strategy = remainderOf(engageable)
    const account = await requireAccount(transaction, accountId)
    const draft = await draftRenewal(transaction, parts, account, strategy)
    if (dryRun) return draft
    const order = await placeOrder(transaction, parts, account, draft)
    const requestedOn = localDate(parts.clock.now(), parts.zone)
    const flush = { accountId, id: serviceId, kind: 'flush', months: null, terminates, requestedOn } as const
    await insertEngagementRequests(transaction, [{ ...flush, orderId: order.id }])
    return order
  })
}

/** The renewal for the service's own period, as often as it takes to reach the end of the engagement. */
function remainderOf({ service, family }: Engageable): Strategy {
  const { id, engagedUntil, expiresOn, period } = service
  if (engagedUntil === null) throw problem('NOT_FOUND', `service ${id} has no engagement`)
  const { descriptions } = describeRenewals(family, id, false)
  const times = repeatsUntil(service, engagedUntil)
  if (times === 0) {
    throw problem('CONFLICT', `service ${id} is paid until ${expiresOn}: nothing is left to pay of its engagement`)
  }
  const one = descriptions.find((description) => description.period === period)?.strategies[0]
  if (!one) throw problem('PERIOD_NOT_SOLD', `service ${id} is not sold for ${period} any more`)
  return repeatStrategy(one, times)
}
