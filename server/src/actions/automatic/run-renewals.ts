import type { Instant } from '../../calendar/calendar.ts'
import { addPeriod } from '../../calendar/period.ts'
import { lockAccounts } from '../../customers/account.store.ts'
import type { Transaction } from '../../database/transaction.ts'
import type { AccountId, ServiceId } from '../../identity/identity.ts'
import { changesService, nextAction, nextActionOncePaid } from '../../renewal/next-action.ts'
import type { Step } from '../../renewal/renewal.ts'
import { putOffServices, writeNextActions } from '../../services/next-action.store.ts'
import type { Parts } from '../parts.ts'
import { endEngagements, lapseServices, terminateDue } from './end-services.ts'
import { type Claim, isolateAccounts } from './isolate-accounts.ts'
import { type Judged, judgeDue } from './judge-due.ts'
import { claimDue, type DueBatch } from './load-due.ts'
import { orderRenewals } from './order-renewals.ts'
import { runLanes } from './run-lanes.ts'
import { tellDue } from './tell-due.ts'
import { wakeAll } from './wake-all.ts'

/** What a run did. */
export interface RunCounts {
  readonly judged: number
  readonly ordered: number
  readonly told: number
  readonly suspended: number
  readonly terminated: number
  /** Accounts whose services could not be dealt with. */
  readonly putOff: number
}

export const noCounts: RunCounts = { judged: 0, ordered: 0, told: 0, suspended: 0, terminated: 0, putOff: 0 }

/** Transactions that work side by side: while PostgreSQL writes one batch, the next is judged. */
const lanes = 3

/**
 * The sweep that renews by default (rules A1-A11): it takes the services whose next action is due, batch by batch, judges each as of
 * now, and does what the judgement says: automatic orders with their bills, reminders and warnings, suspensions, terminations. What a
 * step changes is judged again within the same sweep, so that after downtime each missed thing is done once, in its order. Money is
 * collected by `collect-debts`. Any number of workers may run it side by side. An account whose services cannot be dealt with holds up no
 * other: it is put off, counted and logged.
 * @param request.until services whose next action is at this moment or before are due
 * @param request.onProgress told after each batch
 * @throws what a batch threw that is no account's fault, when no other is under way any more
 */
export async function runRenewals(
  parts: Parts,
  request: { readonly until: Instant; readonly onProgress?: (counts: RunCounts) => void },
): Promise<RunCounts> {
  let total = noCounts
  const note = (counts: RunCounts) => {
    total = addCounts(total, counts)
    request.onProgress?.(total)
  }
  await wakeAll(parts)
  await runLanes(lanes, () => runLane(parts, request.until, note))
  return total
}

/** One batch of the sweep, of some accounts alone: what is due of them and free. */
export async function renewAccounts(
  parts: Parts,
  { until, accountIds }: { readonly until: Instant; readonly accountIds: readonly AccountId[] },
): Promise<void> {
  const claim: Claim = { only: accountIds, got: () => {} }
  await parts.transaction((transaction) => runBatch(transaction, parts, until, claim))
}

async function runLane(parts: Parts, until: Instant, note: (counts: RunCounts) => void): Promise<void> {
  while (!parts.stopping?.aborted) {
    const batch = await isolateAccounts(parts, {
      batch: (claim) => parts.transaction((transaction) => runBatch(transaction, parts, until, claim)),
      putOff: (accountId, later) =>
        parts.transaction(async (transaction) => {
          await lockAccounts(transaction, [accountId])
          await putOffServices(transaction, accountId, until, later)
        }),
    })
    if (batch === null) return
    for (const counts of batch.done) note(counts)
    if (batch.putOff > 0) note({ ...noCounts, putOff: batch.putOff })
  }
}

/** One batch, one transaction; null when nothing is due that is free. */
async function runBatch(
  transaction: Transaction,
  parts: Parts,
  until: Instant,
  claim: Claim,
): Promise<RunCounts | null> {
  const batch = await claimDue(transaction, parts, until, claim)
  if (batch === null) return null
  const judged = judgeDue(batch)
  // first: services that a step below wakes, perhaps beside their own judgement, stay woken
  await writeNextActions(transaction, nextActions(batch, judged))
  const told = await tellDue(transaction, batch, judged)
  const suspended = await lapseServices(transaction, batch, judged)
  const ended = await terminateDue(transaction, parts, batch, judged)
  await endEngagements(transaction, judged)
  // last: the series of bills stays locked from here on
  const due = judged.filter((one) => has(one, 'order')).map(({ service }) => service)
  const ordered = await orderRenewals(transaction, parts, batch, { due, ended })
  return { judged: judged.length, ordered: ordered.length, told, suspended, terminated: ended.length, putOff: 0 }
}

/**
 * Of what was suspended, terminated or changed the statements that did it say the next moment: at once, or never. They have woken its
 * options too.
 */
function nextActions({ circumstances }: DueBatch, judged: readonly Judged[]) {
  const changed = new Set(
    judged.filter(({ judgement }) => judgement.steps.some(changesService)).map(({ service }) => service.id),
  )
  const oncePaidOf = ({ parentId, expiresOn, period, anchorDay }: Judged['service'], facts: Judged['facts']) => {
    // what an option goes by is its parent, which may be renewed beside it
    return parentId === null ? nextActionOncePaid(facts, circumstances, addPeriod(expiresOn, period, anchorDay)) : null
  }
  const unchanged = judged.filter(({ service }) => !changed.has(service.id) && !isOptionOf(changed, service))
  return unchanged.map(({ service, facts, judgement }) => {
    const nextActionAt = nextAction(facts, judgement, circumstances)
    const oncePaid = judgement.steps.some((step) => step.do === 'order') ? oncePaidOf(service, facts) : null
    return { accountId: service.accountId, serviceId: service.id, nextActionAt, oncePaid }
  })
}

function isOptionOf(changed: ReadonlySet<ServiceId>, { parentId }: Judged['service']): boolean {
  return parentId !== null && changed.has(parentId)
}

function has({ judgement }: Judged, step: Step['do']): boolean {
  return judgement.steps.some((each) => each.do === step)
}

function addCounts(left: RunCounts, right: RunCounts): RunCounts {
  return {
    judged: left.judged + right.judged,
    ordered: left.ordered + right.ordered,
    told: left.told + right.told,
    suspended: left.suspended + right.suspended,
    terminated: left.terminated + right.terminated,
    putOff: left.putOff + right.putOff,
  }
}
