import type { BillingOvhAccount } from '@odnowa/contract/models/billing.generated.ts'
import type { OwnPrepaidAccount } from '../../actions/balance/read-prepaid-account.ts'
import { toWireDateTime } from '../../calendar/calendar.ts'
import type { WireContext } from '../context.ts'
import { toWirePrice } from './price.ts'

/** billing.OvhAccount: the prepaid account, named by its currency. Its customer tops it up by an order, the operator credits it. */
export function toWireOvhAccount(context: WireContext, account: OwnPrepaidAccount): BillingOvhAccount {
  return {
    alertThreshold: account.alertThreshold,
    balance: toWirePrice(account.balance),
    canBeCredited: true,
    isActive: true,
    lastUpdate: toWireDateTime(account.movedAt ?? account.openedAt, context.zone),
    openDate: toWireDateTime(account.openedAt, context.zone),
    ovhAccountId: account.balance.currency,
  }
}
