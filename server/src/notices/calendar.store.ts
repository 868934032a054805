import sql from 'sql-template-tag'
import type { Instant, LocalDate } from '../calendar/calendar.ts'
import type { LegalForm } from '../customers/account.ts'
import type { Transaction } from '../database/transaction.ts'
import type { AccountId } from '../identity/identity.ts'
import type { Currency } from '../money/money.ts'
import type { Service } from '../services/service.ts'

/** The secret address of an account's calendar. */
export interface CalendarAddress {
  readonly accountId: AccountId
  readonly secretHash: Buffer
  readonly secretSealed: Buffer
  readonly createdAt: Instant
}

/** Gives an account's calendar an address, instead of the one it had. */
export async function writeCalendar(transaction: Transaction, address: CalendarAddress): Promise<void> {
  await transaction.query(sql`
    insert into calendars (account_id, secret_hash, secret_sealed, created_at)
    values (${address.accountId}, ${address.secretHash}::bytea, ${address.secretSealed}::bytea, ${address.createdAt}::timestamptz)
    on conflict (account_id) do update
      set secret_hash = excluded.secret_hash, secret_sealed = excluded.secret_sealed, created_at = excluded.created_at`)
}

/** The address of an account's calendar; null when it has none. */
export async function readCalendar(transaction: Transaction, accountId: AccountId): Promise<CalendarAddress | null> {
  const [row] = await transaction.query<CalendarAddress>(sql`
    select account_id as "accountId", secret_hash as "secretHash", secret_sealed as "secretSealed", created_at as "createdAt"
    from calendars where account_id = ${accountId}::bigint`)
  return row ?? null
}

/** @returns whether there was one */
export async function deleteCalendar(transaction: Transaction, accountId: AccountId): Promise<boolean> {
  const rows = await transaction.query<object>(sql`
    delete from calendars where account_id = ${accountId}::bigint returning account_id`)
  return rows.length > 0
}

/** Whose calendar a secret opens. */
export async function findCalendar(transaction: Transaction, secretHash: Buffer): Promise<CalendarAddress | null> {
  const [row] = await transaction.query<CalendarAddress>(sql`
    select account_id as "accountId", secret_hash as "secretHash", secret_sealed as "secretSealed", created_at as "createdAt"
    from calendars where secret_hash = ${secretHash}::bytea`)
  return row ?? null
}

/** A live service with what its dates and its price follow from. */
export interface CalendarService extends Service {
  readonly serviceType: string
  readonly deletionDays: number
  readonly manualAllowed: boolean
  readonly oneShot: boolean
  readonly followsParent: boolean
  readonly holdUntil: LocalDate | null
  readonly lapsedAt: Instant | null
  /** False: the account paused automatic renewal. */
  readonly renewalActive: boolean
  readonly renewDay: number
  readonly country: string
  readonly legalform: LegalForm
  readonly vat: string | null
  readonly currency: Currency
  /** Of its oldest unpaid automatic bill; both null without one. */
  readonly countsFrom: Instant | null
  readonly unpaidFrom: LocalDate | null
}

/** The live services of an account. */
export async function readCalendarServices(transaction: Transaction, accountId: AccountId): Promise<CalendarService[]> {
  return transaction.query<CalendarService>(sql`
    select service.account_id as "accountId", service.id, plan_code as "planCode", service.family, service.name,
      display_name as "displayName", parent_id as "parentId", link_group as "linkGroup", quantity, service.starts_on as "startsOn",
      expires_on as "expiresOn", anchor_day as "anchorDay", period, mode, ends, engaged_until as "engagedUntil",
      engagement_end_rule as "engagementEndRule", state, suspension_causes as "suspensionCauses",
      service.created_at as "createdAt", service_type as "serviceType", deletion_days as "deletionDays",
      hold_until as "holdUntil", lapsed_at as "lapsedAt", renew_day as "renewDay", country, legalform, vat, currency,
      renewal_active as "renewalActive", manual_allowed as "manualAllowed", one_shot as "oneShot",
      follows_parent as "followsParent",
      debt.counts_from as "countsFrom", debt.starts_on as "unpaidFrom"
    from services service
    join accounts account on account.account_id = service.account_id
    join plans on code = plan_code
    left join lateral (
      select counts_from, line.starts_on from debts
      join order_lines line on line.account_id = debts.account_id and line.order_id = debts.order_id
      where debts.account_id = service.account_id and debts.closed_at is null and line.service_id = service.id
      order by opened_at, debts.id limit 1
    ) debt on true
    where service.account_id = ${accountId}::bigint and state <> 'terminated'
    order by service.id`)
}
