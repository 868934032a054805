import sql from 'sql-template-tag'
import type { Instant } from '../calendar/calendar.ts'
import type { Transaction } from '../database/transaction.ts'
import type { AccountId, ServiceId } from '../identity/identity.ts'
import type { NoticeKind } from './notice.ts'

/** A notice as it is listed; its mail sealed. */
export interface ListedNotice {
  readonly accountId: AccountId
  readonly account: string
  readonly id: number
  readonly kind: NoticeKind
  readonly createdAt: Instant
  readonly deadline: Instant | null
  readonly services: readonly ServiceId[]
  readonly to: string | null
  readonly subject: string | null
  readonly textSealed: Buffer | null
  readonly htmlSealed: Buffer | null
  readonly state: 'waiting' | 'kept' | 'sent' | 'dead'
  readonly tries: number
  readonly failure: string | null
  readonly sendAt: Instant | null
  readonly endedAt: Instant | null
}

export interface NoticeFilter {
  /** Null: of all. */
  readonly account: string | null
  readonly state: ListedNotice['state'] | null
  /** Only those with a mail. */
  readonly isWritten: boolean
  /** The last one of the page before, 0 for none. */
  readonly after: number
  readonly limit: number
}

/** Notices in the order in which they were made. */
export async function listNotices(transaction: Transaction, filter: NoticeFilter): Promise<ListedNotice[]> {
  return transaction.query<ListedNotice>(sql`
    select notice.account_id as "accountId", nichandle as account, notice.id, kind, notice.created_at as "createdAt", deadline,
      services, recipient as "to", subject, body_sealed as "textSealed", html_sealed as "htmlSealed", state, tries, failure,
      nullif(send_at, '-infinity') as "sendAt", ended_at as "endedAt"
    from notices notice join accounts on accounts.account_id = notice.account_id
    where notice.id > ${filter.after}::bigint
      and (${filter.account}::text is null or nichandle = ${filter.account}::text)
      and (${filter.state}::text is null or state = ${filter.state}::text)
      and (subject is not null or not ${filter.isWritten}::boolean)
    order by notice.id limit ${filter.limit}::integer`)
}

/** The numbers of an account's mails, oldest first. */
export async function listMailIds(transaction: Transaction, accountId: AccountId): Promise<number[]> {
  const rows = await transaction.query<{ readonly id: number }>(sql`
    select id from notices where account_id = ${accountId}::bigint and subject is not null order by id`)
  return rows.map((row) => row.id)
}

/** An account's mails by their numbers. */
export async function readMails(
  transaction: Transaction,
  accountId: AccountId,
  ids: readonly number[],
): Promise<
  { readonly id: number; readonly subject: string; readonly createdAt: Instant; readonly textSealed: Buffer }[]
> {
  return transaction.query(sql`
    select id, subject, created_at as "createdAt", body_sealed as "textSealed" from notices
    where account_id = ${accountId}::bigint and id = any (${ids}::bigint[]) and subject is not null order by id`)
}
