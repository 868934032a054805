import type { MeCreditBalance } from '@odnowa/contract/models/me-credit.generated.ts'
import type { OwnPrepaidAccount } from '../../actions/balance/read-prepaid-account.ts'
import { toWireDateTime } from '../../calendar/calendar.ts'
import type { WireContext } from '../context.ts'
import { toWirePrice } from './price.ts'

/** The one balance of credit that there is: the prepaid account. Its name is its type, whatever its currency. */
export const prepaidBalanceName = 'PREPAID_ACCOUNT'

/** me.credit.Balance: what is booked is still part of the amount. Nothing of a prepaid account expires. */
export function toWireCreditBalance({ zone }: WireContext, account: OwnPrepaidAccount): MeCreditBalance {
  const amount = toWirePrice(account.balance)
  return {
    amount,
    balanceDetails: [{ amount, balanceSubName: null, expiring: [], serviceId: null }],
    balanceName: prepaidBalanceName,
    booked: account.booked.map(({ orderId, amount: booked }) => {
      return { amount: toWirePrice(booked), balanceSubName: null, orderId }
    }),
    creationDate: toWireDateTime(account.openedAt, zone),
    expiring: [],
    lastUpdate: toWireDateTime(account.movedAt ?? account.openedAt, zone),
    type: prepaidBalanceName,
  }
}
