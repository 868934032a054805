import { claimDebtors, putOffDebts, readDueDebts, scheduleDebts } from '../../bills/due-debt.store.ts'
import type { Instant } from '../../calendar/calendar.ts'
import { lockAccounts } from '../../customers/account.store.ts'
import type { Transaction } from '../../database/transaction.ts'
import type { AccountId } from '../../identity/identity.ts'
import { readPolicy } from '../../policy/policy.store.ts'
import { nextCollection } from '../../renewal/collection.ts'
import { wakeServices } from '../../services/next-action.store.ts'
import type { Parts } from '../parts.ts'
import { chargeAndSettle } from '../paying/charge-and-settle.ts'
import { lockDebtOrders } from '../paying/lock-debt-orders.ts'
import { reservedBy } from '../paying/lock-payables.ts'
import type { AccountCharge } from '../paying/open-attempts.ts'
import { type Claim, isolateAccounts } from './isolate-accounts.ts'
import { openCollections } from './open-collections.ts'
import { type PlannedCollection, planCollections } from './plan-collections.ts'
import { runLanes } from './run-lanes.ts'
import { tellUnfunded } from './tell-collected.ts'

/** Transactions that work side by side, and debts that each takes at a time: together the calls that a gateway gets at once. */
const lanes = 4
const debtsOfLane = 32

export interface CollectRequest {
  /** Debts that are to be collected by this moment are due. */
  readonly until: Instant
  /** Only of these accounts; all when it is left out. */
  readonly accountIds?: readonly AccountId[]
  /** Told after each batch what was done so far. */
  readonly onProgress?: (counts: CollectionCounts) => void
}

/** What became of the debts that were taken up. */
export interface CollectionCounts {
  readonly collected: number
  /** A gateway said no, or the balance did not reach and there is no means. */
  readonly failed: number
  /** Nobody knows yet. */
  readonly waiting: number
  /** Accounts whose debts could not be taken up. */
  readonly putOff: number
}

const none: CollectionCounts = { collected: 0, failed: 0, waiting: 0, putOff: 0 }

/**
 * The sweep that collects automatic bills (rules A3, P8): the prepaid balance first, the billing group's or the default
 * means the rest, oldest bill first.
 * Transaction one writes the attempts and when the next is tried, the gateway is called outside, transaction two settles; what dies in
 * between is finished by `resolve-attempts`. Any number of workers may run it side by side.
 * @throws what a lane threw, when the others have ended too: nothing goes on behind the caller's back
 */
export async function collectDebts(parts: Parts, request: CollectRequest): Promise<CollectionCounts> {
  let total = none
  const note = (counts: CollectionCounts) => {
    total = add(total, counts)
    request.onProgress?.(total)
  }
  await runLanes(request.accountIds ? 1 : lanes, () => runLane(parts, request, note))
  return total
}

async function runLane(parts: Parts, request: CollectRequest, note: (counts: CollectionCounts) => void): Promise<void> {
  while (!parts.stopping?.aborted) {
    const begun = await isolateAccounts(parts, {
      batch: (claim) => parts.transaction((transaction) => begin(transaction, parts, request, claim)),
      putOff: (accountId, later) =>
        parts.transaction(async (transaction) => {
          await lockAccounts(transaction, [accountId])
          await putOffDebts(transaction, accountId, request.until, later)
        }),
    })
    if (begun === null) return
    const charges = begun.done.flatMap((one) => one.charges)
    const attempts = await chargeAndSettle(parts, charges)
    const collected = attempts.filter(({ state }) => state === 'succeeded').length
    const failed = attempts.filter(({ endedAt }) => endedAt !== null).length - collected
    for (const { counts } of begun.done) note(counts)
    note({ collected, failed, waiting: charges.length - collected - failed, putOff: begun.putOff })
  }
}

interface Begun {
  readonly charges: readonly AccountCharge[]
  readonly counts: CollectionCounts
}

/** Transaction one; null when nothing is due that is free. */
async function begin(
  transaction: Transaction,
  parts: Parts,
  request: CollectRequest,
  claim: Claim,
): Promise<Begun | null> {
  const only = claim.only ?? request.accountIds ?? null
  const accountIds = await claimDebtors(transaction, request.until, debtsOfLane, only)
  if (accountIds.length === 0) return null
  claim.got(accountIds)
  const due = (await readDueDebts(transaction, accountIds, request.until)).slice(0, debtsOfLane)
  const payables = await lockDebtOrders(transaction, due)
  const planned = await planCollections(transaction, parts, payables, 'balanceAndMeans')
  const scheduled = await schedule(transaction, parts, planned)
  const unpaid = scheduled.filter(({ isDeliverable, funding }) => isDeliverable && funding === null)
  const told = unpaid.map(({ payable }) => payable)
  if (told.length > 0) {
    await tellUnfunded(transaction, told, parts.clock.now())
    // as after an attempt that failed: when the grace is short they are warned of at once (rule A5)
    const unpaidServices = told.flatMap(reservedBy)
    await wakeServices(
      transaction,
      unpaidServices.map(({ accountId, id: serviceId }) => ({ accountId, serviceId })),
    )
  }
  const { charges, settled } = await openCollections(transaction, parts, scheduled)
  return { charges, counts: { collected: settled, failed: told.length, waiting: 0, putOff: 0 } }
}

/** Says when each is tried next, whatever comes of it now: a debt that is paid is closed. */
async function schedule(
  transaction: Transaction,
  { clock, zone }: Parts,
  planned: readonly PlannedCollection[],
): Promise<readonly PlannedCollection[]> {
  const policy = await readPolicy(transaction)
  const now = clock.now()
  const scheduled = planned.map((one) => {
    const debts = one.payable.debts.map((debt) => {
      return { ...debt, collectAt: nextCollection(debt.countsFrom, now, policy, zone) }
    })
    return { ...one, payable: { ...one.payable, debts } }
  })
  await scheduleDebts(
    transaction,
    scheduled.flatMap(({ payable }) => payable.debts),
  )
  return scheduled
}

function add(left: CollectionCounts, right: CollectionCounts): CollectionCounts {
  return {
    collected: left.collected + right.collected,
    failed: left.failed + right.failed,
    waiting: left.waiting + right.waiting,
    putOff: left.putOff + right.putOff,
  }
}
