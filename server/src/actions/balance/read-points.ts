import type { Instant } from '../../calendar/calendar.ts'
import { readAccounts } from '../../customers/account.store.ts'
import {
  listPointMovementIds,
  readPoints as readBalance,
  readPointMovements as readMovements,
  updatePointsAlert,
} from '../../customers/points.store.ts'
import type { PointMovement, Points } from '../../customers/points.ts'
import type { AccountId } from '../../identity/identity.ts'
import { problem } from '../../problem/problem.ts'
import type { Parts } from '../parts.ts'

interface Owner {
  readonly accountId: AccountId
}

/** The points of an account, which has them since it was opened. @throws NOT_FOUND */
export async function readPoints(parts: Parts, { accountId }: Owner): Promise<Points & { readonly openedAt: Instant }> {
  return parts.transaction(async (transaction) => {
    const [account] = await readAccounts(transaction, [accountId])
    if (!account) throw problem('NOT_FOUND', 'there is no such account')
    return { ...(await readBalance(transaction, accountId)), openedAt: account.createdAt }
  }, 'reads')
}

/** The numbers of an account's movements of points, oldest first. */
export async function listPointMovements(
  parts: Parts,
  request: Owner & { readonly from: Instant | null; readonly to: Instant | null },
): Promise<readonly number[]> {
  const { accountId, from, to } = request
  return parts.transaction((transaction) => listPointMovementIds(transaction, accountId, from, to), 'reads')
}

/** Movements of points by their numbers; one that is not the account's is not in the answer. */
export async function readPointMovements(
  parts: Parts,
  { accountId, ids }: Owner & { readonly ids: readonly number[] },
): Promise<ReadonlyMap<number, PointMovement>> {
  const movements = await parts.transaction((transaction) => readMovements(transaction, accountId, ids), 'reads')
  return new Map(movements.map((movement) => [movement.id, movement]))
}

/**
 * Writes the mark that a customer sets on his points; null takes it away. It is kept for his own programs: nothing is told by it.
 * @throws INVALID_PARAMETER
 */
export async function changePointsAlert(
  parts: Parts,
  { accountId, alertThreshold }: Owner & { readonly alertThreshold: number | null },
): Promise<void> {
  if (alertThreshold !== null && alertThreshold < 0) {
    throw problem('INVALID_PARAMETER', 'alertThreshold: write 0 or more, or null for none', { field: 'alertThreshold' })
  }
  await parts.transaction((transaction) => updatePointsAlert(transaction, accountId, alertThreshold))
}
