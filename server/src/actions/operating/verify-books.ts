import type { Transaction } from '../../database/transaction.ts'
import type { Checked, Violation } from '../../operators/verify.ts'
import { countChecked } from '../../operators/verify-counts.store.ts'
import {
  findDocumentsUnlikeOrders,
  findNumberGaps,
  findUnguardedTables,
  findWrongDocuments,
  findWrongSeries,
} from '../../operators/verify-documents.store.ts'
import { findForgotten, findOrdersWithoutNext } from '../../operators/verify-due.store.ts'
import {
  findUnbalancedCurrencies,
  findUnbalancedMovements,
  findUnpostedDocuments,
  findWrongCustomerBooks,
} from '../../operators/verify-ledger.store.ts'
import { findUntoldNotices, findUnwarnedSuspensions } from '../../operators/verify-notices.store.ts'
import {
  findSharedIds,
  findStrayEvents,
  findStrayMovements,
  findStrayPapers,
} from '../../operators/verify-owners.store.ts'
import {
  findMisbookedAttempts,
  findMisbookedPayouts,
  findMispaidOrders,
  findOverdrawnBalances,
  findWrongWithdrawals,
} from '../../operators/verify-payments.store.ts'
import {
  findBrokenChains,
  findUnrenewedLines,
  findWrongBounds,
  findWrongPeriods,
} from '../../operators/verify-periods.store.ts'
import { findProviderDifferences } from '../../operators/verify-provider.store.ts'
import type { Parts } from '../parts.ts'

/** One statement over the whole database; answers at most `limit` violations. */
type Check = (transaction: Transaction, limit: number) => Promise<readonly Violation[]>

/** In the order of the invariants. */
const checks = {
  ...{ findBrokenChains, findWrongBounds, findWrongPeriods, findUnrenewedLines },
  ...{ findMisbookedAttempts, findOverdrawnBalances, findMispaidOrders, findMisbookedPayouts, findWrongWithdrawals },
  ...{ findProviderDifferences },
  ...{ findUnbalancedMovements, findUnbalancedCurrencies, findWrongCustomerBooks, findUnpostedDocuments },
  ...{ findNumberGaps, findWrongSeries, findWrongDocuments, findDocumentsUnlikeOrders, findUnguardedTables },
  ...{ findOrdersWithoutNext, findForgotten },
  ...{ findUnwarnedSuspensions, findUntoldNotices },
  ...{ findStrayMovements, findStrayPapers, findSharedIds, findStrayEvents },
} as const satisfies Readonly<Record<string, Check>>

/** Violations of one check that are told: a flood of one kind hides no other. */
export const limitPerCheck = 40

export interface Verification {
  readonly checked: Checked
  /** At most 1,000. */
  readonly violations: readonly Violation[]
  /** True when a check found more than it tells. */
  readonly truncated: boolean
}

/** One check that is done. */
export interface Checking {
  /** `findBrokenChains` */
  readonly check: string
  readonly seconds: number
  /** How many it found; at most one more than are told. */
  readonly found: number
}

export interface Watching {
  /** Told after each check. */
  readonly onChecked?: (checking: Checking) => void
  /** Aborted when nobody waits for the answer any more: no further check is begun. */
  readonly signal?: AbortSignal
}

/**
 * Checks invariants 1-8 over the whole database, as it is at one moment; changes nothing and holds nobody up. Each check
 * is one pass over whole tables: for operators, not for every request. They are sent one after the other when somebody watches, all at
 * once when nobody does, which spares a small house most of the time.
 * @throws the signal's reason when it was aborted
 */
export async function verifyBooks(
  parts: Pick<Parts, 'transaction'>,
  watching: Watching | null = null,
): Promise<Verification> {
  return parts.transaction(async (transaction) => {
    const [checked, found] = await Promise.all([
      countChecked(transaction),
      watching ? oneByOne(transaction, watching) : together(transaction),
    ])
    return {
      checked,
      violations: found.flatMap((violations) => violations.slice(0, limitPerCheck)),
      truncated: found.some(({ length }) => length > limitPerCheck),
    }
  }, 'snapshot')
}

/** What each check found. */
type Found = readonly (readonly Violation[])[]

async function together(transaction: Transaction): Promise<Found> {
  return Promise.all(Object.values(checks).map((check) => check(transaction, limitPerCheck + 1)))
}

async function oneByOne(transaction: Transaction, { onChecked, signal }: Watching): Promise<Found> {
  const all: (readonly Violation[])[] = []
  for (const [name, check] of Object.entries(checks)) {
    signal?.throwIfAborted()
    const begun = performance.now()
    const found = await check(transaction, limitPerCheck + 1)
    const seconds = Math.round(performance.now() - begun) / 1000
    onChecked?.({ check: name, seconds, found: found.length })
    all.push(found)
  }
  return all
}
