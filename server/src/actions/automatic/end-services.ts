import { endRetries } from '../../bills/due-debt.store.ts'
import type { Instant } from '../../calendar/calendar.ts'
import type { Transaction } from '../../database/transaction.ts'
import { insertEvents } from '../../events/event.store.ts'
import { insertNotices } from '../../notices/notice.store.ts'
import type { NewNotice } from '../../notices/notice.ts'
import { isLeftByParent } from '../../renewal/way.ts'
import { type EndedEngagement, endServiceEngagements } from '../../services/engagement.store.ts'
import type { ServiceKey, SuspensionCause } from '../../services/service.ts'
import { suspendServices } from '../../services/suspension.store.ts'
import type { Parts } from '../parts.ts'
import { type TerminationCause, terminateAll } from '../services/terminate-all.ts'
import type { Judged } from './judge-due.ts'
import type { DueBatch } from './load-due.ts'

/** Suspends what is due for it and tells (rule A5). @returns how many services */
export async function lapseServices(
  transaction: Transaction,
  { circumstances }: DueBatch,
  judged: readonly Judged[],
): Promise<number> {
  const at = circumstances.now
  const due = judged.flatMap(lapseOf)
  if (due.length === 0) return 0
  const suspended = new Set((await suspendServices(transaction, due, at)).map(({ id }) => id))
  const done = due.filter(({ id }) => suspended.has(id))
  const unpaid = done.filter(({ cause }) => cause === 'unpaid')
  if (unpaid.length > 0) await endRetries(transaction, unpaid, at)
  await insertEvents(
    transaction,
    done.map(({ accountId, id: serviceId, cause }) => {
      return { accountId, at, type: 'service.suspended', serviceId, data: { cause } } as const
    }),
  )
  await insertNotices(transaction, lapseNotices(done, at))
  return done.length
}

interface Lapse extends ServiceKey {
  readonly cause: SuspensionCause
}

function lapseOf({ service: { accountId, id }, judgement }: Judged): readonly Lapse[] {
  return judgement.steps.flatMap((step) => (step.do === 'suspend' ? [{ accountId, id, cause: step.cause }] : []))
}

/** One for all services of an account that lapsed for the same cause. */
function lapseNotices(lapsed: readonly Lapse[], at: Instant): readonly NewNotice[] {
  const groups = Map.groupBy(lapsed, ({ accountId, cause }) => `${accountId} ${cause}`)
  return [...groups.values()].flatMap((group): NewNotice[] => {
    const [first] = group
    if (!first) return []
    const services = group.map(({ id }) => id)
    const about = { deadline: null, orderId: null, documentId: null, data: { cause: first.cause } }
    return [{ accountId: first.accountId, kind: 'service.suspended', services, at, ...about }]
  })
}

/**
 * Terminates what is due for it, with its options: what is unpaid of it is credited, and it is told, what lapsed apart from what was to
 * end and from options that their parents do not cover (rules A2a, A6, A8).
 * @returns the services that ended
 */
export async function terminateDue(
  transaction: Transaction,
  parts: Parts,
  { circumstances }: DueBatch,
  judged: readonly Judged[],
): Promise<readonly ServiceKey[]> {
  const at = circumstances.now
  const due = judged.filter(({ judgement }) => judgement.steps.some((step) => step.do === 'terminate'))
  const groups = Map.groupBy(due, causeOf)
  const ended: ServiceKey[] = []
  for (const cause of ['unpaid', 'ending', 'parent'] as const) {
    const group = groups.get(cause)
    if (!group) continue
    const keys = group.map(({ service: { accountId, id } }) => ({ accountId, id }))
    ended.push(...(await terminateAll(transaction, parts, { keys, cause, at })))
  }
  return ended
}

function causeOf({ service, facts }: Judged): TerminationCause {
  if (service.lapsedAt !== null) return 'unpaid'
  return isLeftByParent(facts) ? 'parent' : 'ending'
}

/** Lets engagements go on or end by their rules, at the date itself. */
export async function endEngagements(transaction: Transaction, judged: readonly Judged[]): Promise<void> {
  const due = judged.filter(({ judgement }) => judgement.steps.some((step) => step.do === 'endEngagement'))
  const ended = due.flatMap(({ service }): EndedEngagement[] => {
    if (!service.engagedUntil) return []
    const again = service.engagementEndRule === 'REACTIVATE_ENGAGEMENT'
    const engagedUntil = again ? service.engagedUntil.add({ years: 1 }) : null
    return [{ accountId: service.accountId, id: service.id, engagedUntil }]
  })
  if (ended.length > 0) await endServiceEngagements(transaction, ended)
}
