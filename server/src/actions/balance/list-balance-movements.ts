import type { Instant } from '../../calendar/calendar.ts'
import type { AccountId } from '../../identity/identity.ts'
import { listBalanceMovementIds } from '../../ledger/balance-movement.store.ts'
import type { Currency } from '../../money/money.ts'
import type { Parts } from '../parts.ts'

export interface BalanceMovementListRequest {
  readonly accountId: AccountId
  readonly currency: Currency
  readonly from: Instant | null
  readonly to: Instant | null
}

/** The numbers of the movements of an account's prepaid balance, oldest first. */
export async function listBalanceMovements(
  parts: Parts,
  request: BalanceMovementListRequest,
): Promise<readonly number[]> {
  const { accountId, currency, from, to } = request
  return parts.transaction((transaction) => listBalanceMovementIds(transaction, accountId, currency, from, to), 'reads')
}
