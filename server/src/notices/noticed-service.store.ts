import sql from 'sql-template-tag'
import type { LocalDate } from '../calendar/calendar.ts'
import type { Transaction } from '../database/transaction.ts'
import type { AccountId, ServiceId } from '../identity/identity.ts'
import type { Service } from '../services/service.ts'

/** A service that a mail names, in whatever state. */
export interface NoticedService extends Service {
  readonly serviceType: string
  readonly deletionDays: number
  readonly holdUntil: LocalDate | null
}

/** Services of many accounts, terminated ones too. */
export async function readNoticedServices(
  transaction: Transaction,
  asked: readonly { readonly accountId: AccountId; readonly id: ServiceId }[],
): Promise<NoticedService[]> {
  return transaction.query<NoticedService>(sql`
    select service.account_id as "accountId", service.id, plan_code as "planCode", service.family, name,
      display_name as "displayName", parent_id as "parentId", link_group as "linkGroup", quantity, starts_on as "startsOn",
      expires_on as "expiresOn", anchor_day as "anchorDay", period, mode, ends, engaged_until as "engagedUntil",
      engagement_end_rule as "engagementEndRule", state, suspension_causes as "suspensionCauses",
      created_at as "createdAt", service_type as "serviceType", deletion_days as "deletionDays",
      hold_until as "holdUntil"
    from unnest(
      ${asked.map((one) => one.accountId)}::bigint[],
      ${asked.map((one) => one.id)}::bigint[]
    ) as asked (account_id, id)
    join services service using (account_id, id)
    join plans on code = plan_code
    order by service.account_id, service.id`)
}
