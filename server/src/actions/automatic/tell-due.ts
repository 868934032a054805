import { type Instant, isBefore, startOfDay } from '../../calendar/calendar.ts'
import type { Transaction } from '../../database/transaction.ts'
import type { ServiceId } from '../../identity/identity.ts'
import { insertNotices } from '../../notices/notice.store.ts'
import type { NewNotice } from '../../notices/notice.ts'
import type { PaymentMeans } from '../../payments/payment.ts'
import { orderMoment } from '../../renewal/order-moment.ts'
import type { Telling } from '../../renewal/renewal.ts'
import { isLeftByParent } from '../../renewal/way.ts'
import type { EngineService } from '../../services/due-service.store.ts'
import { followersIn, type Judged } from './judge-due.ts'
import { type DueBatch, meansFor } from './load-due.ts'

interface DueTelling {
  readonly one: Judged
  readonly telling: Telling
}

/**
 * Tells what is due of a batch: one notice an account for all services of which the same is to be said (rule A10); the means is
 * part of that.
 * @returns how many notices were written
 */
export async function tellDue(transaction: Transaction, batch: DueBatch, judged: readonly Judged[]): Promise<number> {
  const tellings = judged.flatMap((one) =>
    one.judgement.steps.flatMap((step): DueTelling[] => (step.do === 'tell' ? [{ one, telling: step.telling }] : [])),
  )
  const notices = [...Map.groupBy(tellings, (one) => keyOf(batch, one)).values()].flatMap((group) =>
    noticeOf(batch, group),
  )
  return (await insertNotices(transaction, notices)).length
}

function keyOf(batch: DueBatch, due: DueTelling): string {
  const { kind, deadline, step, subject } = due.telling
  const { service, facts } = due.one
  const cause = kind === 'ending.reminder' && isLeftByParent(facts)
  return `${service.accountId} ${kind} ${deadline} ${step} ${subject ?? ''} ${cause} ${meansOf(batch, due)?.id ?? ''}`
}

/** What ends is not charged: its notice names no means. */
function meansOf(batch: DueBatch, { one, telling }: DueTelling): PaymentMeans | undefined {
  return telling.kind === 'ending.reminder' ? undefined : meansFor(batch, one.service)
}

function noticeOf(batch: DueBatch, group: readonly DueTelling[]): readonly NewNotice[] {
  const [first] = group
  if (!first) return []
  const { kind, deadline, step, subject } = first.telling
  const { accountId } = first.one.service
  const label = meansOf(batch, first)?.label
  const [debt] = group.flatMap(({ one }) => (one.facts.oldestDebt ? [one.facts.oldestDebt] : []))
  return [
    {
      ...{ accountId, kind, deadline, step, at: batch.circumstances.now },
      services: [...new Set(group.flatMap(({ one, telling }) => spokenOf(batch, one, telling)))],
      orderId: debt && 'orderId' in debt ? (debt.orderId as NewNotice['orderId']) : null,
      documentId: null,
      ...(subject === null ? {} : { subjects: [subject] }),
      data: {
        ...(label === undefined ? {} : { means: label }),
        ...(kind === 'ending.reminder' && isLeftByParent(first.one.facts) ? { cause: 'parent' } : {}),
        ...(kind === 'renewal.upcoming' ? { collectAt: chargeOf(batch, first).toString() } : {}),
        ...(kind === 'suspension.warning' ? { suspendAt: deadline.toString() } : {}),
        ...(kind === 'termination.warning' ? { terminateAt: deadline.toString() } : {}),
      },
    },
  ]
}

/** The service, with its options that share its fate: a renewal's price is theirs too (rule S3), and they end with their parent (rule A6). */
function spokenOf(batch: DueBatch, { service, facts }: Judged, { kind, deadline }: Telling): readonly ServiceId[] {
  const { zone } = batch.circumstances
  if (kind === 'ending.reminder') {
    const living = optionsUnder(batch, service.id).filter(
      ({ expiresOn }) => !isBefore(startOfDay(expiresOn, zone), deadline),
    )
    return [service.id, ...living.map(({ id }) => id)]
  }
  const isRenewal = kind === 'renewal.upcoming' || kind === 'expiry.reminder' || kind === 'suspension.warning'
  if (!isRenewal || facts.oldestDebt) return [service.id]
  return [service.id, ...followersIn(batch, service).map(({ id }) => id)]
}

function optionsUnder(batch: DueBatch, id: ServiceId): readonly EngineService[] {
  const options = batch.options.get(id) ?? []
  return options.flatMap((option) => [option, ...optionsUnder(batch, option.id)])
}

/** When what renews is billed and collected: services of one notice have one moment. */
function chargeOf({ circumstances }: DueBatch, { one: { facts } }: DueTelling): Instant {
  return orderMoment(facts.service, facts.renewDay, circumstances)
}
