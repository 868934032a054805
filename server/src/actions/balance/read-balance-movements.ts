import type { AccountId } from '../../identity/identity.ts'
import type { BalanceMovement } from '../../ledger/balance.ts'
import { readBalanceMovements as readMovements } from '../../ledger/balance-movement.store.ts'
import type { Currency } from '../../money/money.ts'
import type { Parts } from '../parts.ts'

export interface BalanceMovementsRequest {
  readonly accountId: AccountId
  readonly currency: Currency
  readonly ids: readonly number[]
}

/** Movements of the prepaid balance by their numbers; one that is not the account's is not in the answer. */
export async function readBalanceMovements(
  parts: Parts,
  request: BalanceMovementsRequest,
): Promise<ReadonlyMap<number, BalanceMovement>> {
  const { accountId, currency, ids } = request
  const movements = await parts.transaction(
    (transaction) => readMovements(transaction, accountId, currency, ids),
    'reads',
  )
  return new Map(movements.map((movement) => [movement.id, movement]))
}
