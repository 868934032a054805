import type { MeBillingGroupBillingGroup } from '@odnowa/contract/models/me-billing.generated.ts'
import { toWireDateTime } from '../../calendar/calendar.ts'
import type { BillingGroup } from '../../customers/billing-group.ts'
import type { WireContext } from '../context.ts'

/** me.billing.group.BillingGroup. There are no contacts by number. */
export function toWireBillingGroup({ zone }: WireContext, group: BillingGroup): MeBillingGroupBillingGroup {
  return {
    contactId: null,
    creationDate: toWireDateTime(group.createdAt, zone),
    groupId: group.id,
    lastUpdate: toWireDateTime(group.updatedAt, zone),
    name: group.name,
    paymentMethodId: group.meansId,
  }
}
