import sql from 'sql-template-tag'
import type { Instant } from '../calendar/calendar.ts'
import type { Transaction } from '../database/transaction.ts'
import { insertEvents } from '../events/event.store.ts'
import type { Happening } from '../events/event.ts'
import type { AccountId } from '../identity/identity.ts'
import { leftToTell, type NewNotice, type NoticeKind, toldKeys } from './notice.ts'
import { findTold, insertNoticeRows } from './notice-rows.store.ts'

/**
 * Tells what was not told yet, with the event of each notice, in three statements for any number of them, without a wait when none has a deadline. Under the accounts' locks:
 * two transactions that tell the same of one account at once would meet in a unique index.
 * @returns the notices that were written; those of which everything had been told are left out (rules A10, I7)
 */
export async function insertNotices(transaction: Transaction, notices: readonly NewNotice[]): Promise<NewNotice[]> {
  if (notices.length === 0) return []
  const keys = notices.filter((notice) => notice.deadline !== null).flatMap(toldKeys)
  const left = leftToTell(notices, keys.length === 0 ? [] : await findTold(transaction, keys))
  if (left.length === 0) return []
  const subjects = left.flatMap((notice, index) =>
    toldKeys(notice).map((key) => ({ ...key, position: index + 1, at: notice.at })),
  )
  await Promise.all([
    insertNoticeRows(transaction, left, subjects),
    insertEvents(transaction, left.filter(isEvent).map(toEvent)),
  ])
  return left
}

/** A welcome is a mail like any other; what happened is none of the operator API's kinds. */
function isEvent({ kind }: NewNotice): boolean {
  return kind !== 'account.created'
}

function toEvent({ accountId, at, kind, deadline, services, orderId, documentId }: NewNotice): Happening {
  const [serviceId, ...others] = services
  return {
    ...{ accountId, at, type: 'notice.sent' },
    ...(serviceId !== undefined && others.length === 0 ? { serviceId } : {}),
    ...(orderId === null ? {} : { orderId }),
    ...(documentId === null ? {} : { documentId }),
    data: { kind, deadline: deadline?.toString() ?? null, services, channel: 'mail' },
  }
}

/** One thing that was told of a subject. */
export interface Told {
  readonly accountId: AccountId
  readonly subject: string
  readonly kind: NoticeKind
  /** Of a notice without deadline: when it was told. */
  readonly deadline: Instant
  readonly step: number
  /** Business time. */
  readonly at: Instant
}

/** All that was told of some subjects, in no order. */
export async function readTold(
  transaction: Transaction,
  subjects: readonly { readonly accountId: AccountId; readonly subject: string }[],
): Promise<Told[]> {
  return transaction.query<Told>(sql`
    select told.account_id as "accountId", told.subject, told.kind, told.deadline, told.step, told.at
    from unnest(
      ${subjects.map((subject) => subject.accountId)}::bigint[],
      ${subjects.map((subject) => subject.subject)}::text[]
    ) as wanted (account_id, subject)
    join notice_subjects told using (account_id, subject)`)
}
