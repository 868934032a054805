import sql from 'sql-template-tag'
import type { Transaction } from '../database/transaction.ts'
import type { AccountId, ServiceId } from '../identity/identity.ts'

/** Has live services judged at once: something that their future depends on has changed (rule A11). */
export async function wakeServices(
  transaction: Transaction,
  services: readonly { readonly accountId: AccountId; readonly serviceId: ServiceId }[],
): Promise<void> {
  await transaction.query(sql`
    update services set next_action_at = '-infinity'
    from unnest(
      ${services.map((service) => service.accountId)}::bigint[],
      ${services.map((service) => service.serviceId)}::bigint[]
    ) as given (account_id, id)
    where services.account_id = given.account_id and services.id = given.id and state <> 'terminated'`)
}
