import sql from 'sql-template-tag'
import type { LocalDate } from '../calendar/calendar.ts'
import type { Transaction } from '../database/transaction.ts'
import type { ServiceKey } from './service.ts'

/** An engagement that is over: until when the next one runs, or null when there is none. */
export interface EndedEngagement extends ServiceKey {
  readonly engagedUntil: LocalDate | null
}

/** Writes what follows engagements that are over; a service without one has no end rule either. */
export async function endServiceEngagements(
  transaction: Transaction,
  ended: readonly EndedEngagement[],
): Promise<void> {
  await transaction.query(sql`
    update services set engaged_until = given.engaged_until,
      engagement_end_rule = case when given.engaged_until is null then null else engagement_end_rule end,
      next_action_at = '-infinity'
    from unnest(
      ${ended.map((one) => one.accountId)}::bigint[],
      ${ended.map((one) => one.id)}::bigint[],
      ${ended.map((one) => one.engagedUntil)}::date[]
    ) as given (account_id, service_id, engaged_until)
    where services.account_id = given.account_id and services.id = given.service_id and state <> 'terminated'`)
}

/** Writes what follows the engagements of live services. */
export async function updateEndRules(
  transaction: Transaction,
  rules: readonly (ServiceKey & { readonly endRule: string | null })[],
): Promise<void> {
  await transaction.query(sql`
    update services set engagement_end_rule = given.end_rule, next_action_at = '-infinity'
    from unnest(
      ${rules.map((rule) => rule.accountId)}::bigint[],
      ${rules.map((rule) => rule.id)}::bigint[],
      ${rules.map((rule) => rule.endRule)}::text[]
    ) as given (account_id, service_id, end_rule)
    where services.account_id = given.account_id and services.id = given.service_id and state <> 'terminated'`)
}
