import sql from 'sql-template-tag'
import type { Transaction } from '../database/transaction.ts'
import type { NewNotice, ToldKey } from './notice.ts'

/** Of keys those that were told. */
export async function findTold(transaction: Transaction, keys: readonly ToldKey[]): Promise<ToldKey[]> {
  return transaction.query<ToldKey>(sql`
    select told.account_id as "accountId", told.subject, told.kind, told.deadline, told.step
    from unnest(
      ${keys.map((key) => key.accountId)}::bigint[],
      ${keys.map((key) => key.subject)}::text[],
      ${keys.map((key) => key.kind)}::text[],
      ${keys.map((key) => key.deadline)}::timestamptz[],
      ${keys.map((key) => key.step)}::smallint[]
    ) as wanted (account_id, subject, kind, deadline, step)
    join notice_subjects told using (account_id, subject, kind, deadline, step)`)
}

/** What is told of a subject, and by which notice of those that are written with it. */
export interface NewSubject extends ToldKey {
  /** The notice's place in the list, from 1. */
  readonly position: number
  readonly at: NewNotice['at']
}

/**
 * Writes notices, waiting to be rendered and sent, in the order given, and remembers what they tell; a fact of the same moment twice
 * (notices without deadline) is remembered once.
 */
export async function insertNoticeRows(
  transaction: Transaction,
  notices: readonly NewNotice[],
  subjects: readonly NewSubject[],
): Promise<void> {
  await transaction.query(sql`
    with written as (
      insert into notices (account_id, kind, deadline, services, order_id, document_id, data, created_at)
      select account_id, kind, deadline, services::bigint[], order_id, document_id, data, created_at
      from unnest(
        ${notices.map((notice) => notice.accountId)}::bigint[],
        ${notices.map((notice) => notice.kind)}::text[],
        ${notices.map((notice) => notice.deadline)}::timestamptz[],
        ${notices.map((notice) => `{${notice.services.join(',')}}`)}::text[],
        ${notices.map((notice) => notice.orderId)}::bigint[],
        ${notices.map((notice) => notice.documentId)}::text[],
        ${notices.map((notice) => JSON.stringify(notice.data))}::jsonb[],
        ${notices.map((notice) => notice.at)}::timestamptz[]
      ) with ordinality as given (account_id, kind, deadline, services, order_id, document_id, data, created_at, position)
      order by position
      returning account_id, id
    )
    insert into notice_subjects (account_id, subject, kind, deadline, step, notice_id, at)
    select numbered.account_id, subject, kind, deadline, step, numbered.id, at
    from (select account_id, id, row_number() over (order by id) as position from written) numbered
    join unnest(
      ${subjects.map((subject) => subject.position)}::bigint[],
      ${subjects.map((subject) => subject.subject)}::text[],
      ${subjects.map((subject) => subject.kind)}::text[],
      ${subjects.map((subject) => subject.deadline)}::timestamptz[],
      ${subjects.map((subject) => subject.step)}::smallint[],
      ${subjects.map((subject) => subject.at)}::timestamptz[]
    ) as given (position, subject, kind, deadline, step, at) using (position)
    on conflict (account_id, subject, kind, deadline, step) do nothing`)
}
