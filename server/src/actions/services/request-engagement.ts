import { localDate } from '../../calendar/calendar.ts'
import { lockAccounts } from '../../customers/account.store.ts'
import type { Transaction } from '../../database/transaction.ts'
import type { Order } from '../../orders/order.ts'
import { problem } from '../../problem/problem.ts'
import { type EngagementOffer, type EngagementType, engagementMonths } from '../../services/engagement.ts'
import { insertEngagementRequests } from '../../services/engagement-request.store.ts'
import { describeRenewals } from '../../strategies/describe-renewals.ts'
import { draftRenewal, placeOrder, requireAccount } from '../ordering/place-renewal.ts'
import type { Parts } from '../parts.ts'
import { type Engageable, type EngagementKey, loadEngageable } from './engagement-offers.ts'

/**
 * Asks for an engagement (ovh-api.md 2.2): a periodic one begins with the next renewal, an upfront one when the order that this
 * makes is paid, and is none any more when that is not paid in time.
 * @param request type null: a pricing mode that there is not
 * @throws NOT_FOUND; INVALID_PARAMETER for what is not offered; CONFLICT when it is engaged, or one was asked for already; what keeps
 * the service from being renewed (rule S5)
 */
export async function requestEngagement(
  parts: Parts,
  { accountId, serviceId, type }: EngagementKey & { readonly type: EngagementType | null },
): Promise<void> {
  await parts.transaction(async (transaction) => {
    await lockAccounts(transaction, [accountId])
    const engageable = await loadEngageable(transaction, parts, { accountId, serviceId })
    const offer = chooseOffer(engageable, type)
    const order = offer.type === 'upfront' ? await orderUpfront(transaction, parts, engageable, offer) : null
    await insertEngagementRequests(transaction, [
      {
        ...{ accountId, id: serviceId, kind: offer.type, months: engagementMonths, terminates: false },
        ...{ orderId: order?.id ?? null, requestedOn: localDate(parts.clock.now(), parts.zone) },
      },
    ])
  })
}

function chooseOffer({ service, offers, request }: Engageable, wanted: EngagementType | null): EngagementOffer {
  const { id } = service
  if (request) throw problem('CONFLICT', `service ${id} waits for an engagement already: delete that request first`)
  const offer = offers.find(({ type }) => type === wanted)
  if (offer) return offer
  if (service.engagedUntil) throw problem('CONFLICT', `service ${id} is engaged until ${service.engagedUntil} already`)
  const message = `pricingMode: this one is not offered for service ${id}: see /services/${id}/billing/engagement/available`
  throw problem('INVALID_PARAMETER', message, { field: 'pricingMode' })
}

/** The smallest renewal for the whole length: the service, and what is always renewed with it (rule S3). */
async function orderUpfront(
  transaction: Transaction,
  parts: Parts,
  { service, family }: Engageable,
  { period }: EngagementOffer,
): Promise<Order> {
  const account = await requireAccount(transaction, service.accountId)
  const { descriptions } = describeRenewals(family, service.id, false)
  const strategy = descriptions.find((description) => description.period === period)?.strategies[0]
  if (!strategy) throw problem('PERIOD_NOT_SOLD', `service ${service.id} cannot be renewed for ${period}`)
  return placeOrder(transaction, parts, account, await draftRenewal(transaction, parts, account, strategy))
}
