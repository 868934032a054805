import sql from 'sql-template-tag'
import type { Instant, LocalDate } from '../calendar/calendar.ts'
import type { LegalForm } from '../customers/account.ts'
import type { Transaction } from '../database/transaction.ts'
import type { AccountId, DocumentId, OrderId, ServiceId } from '../identity/identity.ts'
import type { Currency, Ucents } from '../money/money.ts'
import type { OrderStatus } from '../orders/order.ts'
import type { NoticeData, NoticeKind } from './notice.ts'

/** A notice that is still to be written as a mail, with what its mail needs of others. */
export interface UnwrittenNotice {
  readonly accountId: AccountId
  readonly id: number
  readonly kind: NoticeKind
  readonly deadline: Instant | null
  readonly services: readonly ServiceId[]
  readonly data: NoticeData
  readonly createdAt: Instant
  /** How often writing it failed. */
  readonly tries: number
  readonly nichandle: string
  readonly firstname: string
  readonly email: string
  readonly language: string
  readonly country: string
  readonly legalform: LegalForm
  readonly vat: string | null
  /** Of the account. */
  readonly currency: Currency
  /** Its order, or that of an open debt on its services. */
  readonly orderId: OrderId | null
  readonly orderStatus: OrderStatus | null
  readonly orderSealed: Buffer | null
  readonly orderCurrency: Currency | null
  /** What is to be paid for the order: less what was credited. */
  readonly owed: Ucents | null
  /** Of its open debt: what grace counts from, and where the unpaid period of the services begins. */
  readonly countsFrom: Instant | null
  readonly unpaidFrom: LocalDate | null
  readonly documentId: DocumentId | null
  readonly documentKind: 'bill' | 'refund' | null
  readonly documentSealed: Buffer | null
  /** The label of the account's default means. */
  readonly defaultMeans: string | null
}

/**
 * Takes notices that are to be written, oldest first, locked until the transaction ends; those that others have taken are passed over.
 * @param accountId null: of all accounts
 */
export async function lockUnwritten(
  transaction: Transaction,
  accountId: AccountId | null,
  now: Instant,
  limit: number,
): Promise<UnwrittenNotice[]> {
  return transaction.query<UnwrittenNotice>(sql`
    with taken as materialized (
      select * from notices
      where state = 'waiting' and subject is null and send_at <= ${now}::timestamptz
        and (${accountId}::bigint is null or account_id = ${accountId}::bigint)
      order by id limit ${limit}::integer for no key update skip locked
    )
    select notice.account_id as "accountId", notice.id, notice.kind, deadline, services, data, notice.created_at as "createdAt", tries,
      nichandle, firstname, email, language, country, legalform, vat, account.currency,
      orders.id as "orderId", orders.status as "orderStatus", orders.password_sealed as "orderSealed",
      orders.currency as "orderCurrency", coalesce(debt.amount_ucents - debt.credited_ucents, orders.gross_ucents) as owed, debt.counts_from as "countsFrom",
      (
        select min(starts_on) from order_lines line
        where line.account_id = debt.account_id and line.order_id = debt.order_id and line.service_id = any (notice.services)
      ) as "unpaidFrom",
      document.id as "documentId", document.kind as "documentKind", document.password_sealed as "documentSealed",
      means.label as "defaultMeans"
    from taken notice
    join accounts account on account.account_id = notice.account_id
    left join lateral (
      select debts.order_id from debts
      join order_lines line on line.account_id = debts.account_id and line.order_id = debts.order_id
      where debts.account_id = notice.account_id and debts.closed_at is null and line.service_id = any (notice.services)
        and notice.kind in ('renewal.failed', 'suspension.warning', 'service.suspended', 'termination.warning')
      order by debts.opened_at, debts.id limit 1
    ) unpaid on true
    left join orders on orders.account_id = notice.account_id and orders.id = coalesce(notice.order_id, unpaid.order_id)
    left join debts debt on debt.account_id = orders.account_id and debt.order_id = orders.id and debt.closed_at is null
    left join documents document on document.account_id = notice.account_id and document.id = notice.document_id
    left join payment_means means on means.account_id = notice.account_id and means.is_default and means.state = 'valid'
    order by notice.id`)
}

/** A mail as it is stored. */
export interface WrittenNotice {
  readonly accountId: AccountId
  readonly id: number
  readonly recipient: string
  readonly subject: string
  readonly textSealed: Buffer
  readonly htmlSealed: Buffer
}

/** Stores mails, and takes secrets out of their notices' data. Those that are not to be sent are kept: that is their end. */
export async function writeNotices(
  transaction: Transaction,
  written: readonly WrittenNotice[],
  keptAt: Instant | null,
): Promise<void> {
  await transaction.query(sql`
    update notices set recipient = given.recipient, subject = given.subject, body_sealed = given.text, html_sealed = given.html,
      data = data - 'link' - 'linkSealed', ended_at = ${keptAt}::timestamptz,
      state = case when ${keptAt}::timestamptz is null then 'waiting' else 'kept' end,
      send_at = case when ${keptAt}::timestamptz is null then '-infinity'::timestamptz end, tries = 0, failure = null
    from unnest(
      ${written.map((one) => one.accountId)}::bigint[],
      ${written.map((one) => one.id)}::bigint[],
      ${written.map((one) => one.recipient)}::text[],
      ${written.map((one) => one.subject)}::text[],
      ${written.map((one) => one.textSealed)}::bytea[],
      ${written.map((one) => one.htmlSealed)}::bytea[]
    ) as given (account_id, id, recipient, subject, text, html)
    where notices.account_id = given.account_id and notices.id = given.id and state = 'waiting'`)
}

/** A mail on its way, claimed. */
export interface WaitingMail extends Omit<WrittenNotice, 'recipient'> {
  readonly to: string
  /** How many tries have failed. */
  readonly tries: number
}

/** Takes mails that are due to be sent, and puts them off to `againAt`, so that a worker that dies loses none. */
export async function claimMails(
  transaction: Transaction,
  now: Instant,
  againAt: Instant,
  limit: number,
): Promise<WaitingMail[]> {
  return transaction.query<WaitingMail>(sql`
    update notices notice set send_at = ${againAt}::timestamptz
    from (
      select account_id, id from notices
      where state = 'waiting' and subject is not null and send_at <= ${now}::timestamptz
      order by send_at, id limit ${limit}::integer for no key update skip locked
    ) due
    where notice.account_id = due.account_id and notice.id = due.id
    returning notice.account_id as "accountId", notice.id, recipient as "to", subject, body_sealed as "textSealed",
      html_sealed as "htmlSealed", tries`)
}

/** What became of a try. */
export interface NoticeTry {
  readonly accountId: AccountId
  readonly id: number
  readonly state: 'waiting' | 'sent' | 'dead'
  /** Null: it was sent. */
  readonly failure: string | null
  /** When it is tried next; null when it is not. */
  readonly sendAt: Instant | null
}

/** Writes what became of tries; mails that have ended stay as they are. */
export async function writeTries(transaction: Transaction, tries: readonly NoticeTry[], now: Instant): Promise<void> {
  await transaction.query(sql`
    update notices set state = given.state, failure = given.failure, send_at = given.send_at, tries = tries + 1,
      ended_at = case when given.state = 'waiting' then null else ${now}::timestamptz end
    from unnest(
      ${tries.map((one) => one.accountId)}::bigint[],
      ${tries.map((one) => one.id)}::bigint[],
      ${tries.map((one) => one.state)}::text[],
      ${tries.map((one) => one.failure)}::text[],
      ${tries.map((one) => one.sendAt)}::timestamptz[]
    ) as given (account_id, id, state, failure, send_at)
    where notices.account_id = given.account_id and notices.id = given.id and notices.state = 'waiting'`)
}
