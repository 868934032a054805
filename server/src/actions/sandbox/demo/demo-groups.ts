import { localDate } from '../../../calendar/calendar.ts'
import type { MeansId } from '../../../identity/identity.ts'
import { createBillingGroup } from '../../billing/create-billing-group.ts'
import { createPurchaseOrder } from '../../billing/create-purchase-order.ts'
import { moveIntoGroup } from '../../billing/move-into-group.ts'
import type { Parts } from '../../parts.ts'
import type { Cast } from './tell-history.ts'

/** The demo account's card, which pays what is on the phone bill. */
const card = 5678 as MeansId

/** The demo account's phones are billed apart, to its card, under a purchase order of theirs. */
export async function groupServices(parts: Parts, { phoneLine: { accountId, serviceId } }: Cast): Promise<void> {
  const { id: groupId } = await createBillingGroup(parts, { accountId, name: 'Telephony', meansId: card })
  await moveIntoGroup(parts, { accountId, groupId, serviceId })
  const startsOn = localDate(parts.clock.now(), parts.zone)
  const about = { description: 'Phones', active: true, billingGroupId: groupId, startsOn, endsOn: null }
  await createPurchaseOrder(parts, { accountId, words: { ...about, type: 'PURCHASE_ORDER', reference: 'PO-2041' } })
}
