import type { Transaction } from '../../database/transaction.ts'
import type { ChosenMeans } from '../../payments/choose-means.ts'
import type { Parts } from '../parts.ts'
import { type AccountCharge, chargeOf, type Opening, openAttempts } from '../paying/open-attempts.ts'
import { settleAttempts } from '../paying/settle-attempts.ts'
import type { PlannedCollection } from './plan-collections.ts'

/** What is left for a gateway to be asked, once the rest is settled. */
export interface OpenedCollections {
  readonly charges: readonly AccountCharge[]
  /** How many bills the balance paid alone, or were free. */
  readonly settled: number
}

/** Writes the attempts of planned collections, and settles at once those that need no gateway (rules P1, P8). */
export async function openCollections(
  transaction: Transaction,
  parts: Parts,
  planned: readonly PlannedCollection[],
): Promise<OpenedCollections> {
  const openings = planned.flatMap(openingOf)
  if (openings.length === 0) return { charges: [], settled: 0 }
  const attempts = await openAttempts(transaction, openings, { by: 'engine', now: parts.clock.now() })
  const opened = attempts.map((attempt, index) => ({ attempt, means: openings[index]?.chosen.means ?? null }))
  const alone = opened.filter(({ means }) => means === null)
  await settleAttempts(
    transaction,
    parts,
    alone.map(({ attempt: { accountId, id: attemptId, amount: taken } }) => {
      return { accountId, attemptId, answer: { outcome: 'success', taken, reference: null } }
    }),
  )
  const charges = opened.flatMap(({ attempt, means }) => {
    return means ? [{ accountId: attempt.accountId, ...chargeOf(attempt, means) }] : []
  })
  return { charges, settled: alone.length }
}

/** The balance alone is a means of its own; beside another it is a part. */
function openingOf({ payable: { order, owed }, funding }: PlannedCollection): readonly Opening[] {
  if (funding === null) return []
  const { means, fromBalance, fromMeans } = funding
  const chosen: ChosenMeans = means ? { kind: means.kind, means } : { kind: 'ovhAccount', means: null }
  if (means === null) return [{ order, chosen, amount: owed }]
  return [{ order, chosen, amount: fromMeans, balance: fromBalance }]
}
