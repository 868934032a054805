import sql from 'sql-template-tag'
import type { Instant } from '../calendar/calendar.ts'
import type { Transaction } from '../database/transaction.ts'
import type { AccountId, ServiceId } from '../identity/identity.ts'

/**
 * Has live services judged at once: something that their future depends on has changed (rule A11); and what they are options of, whose
 * end waits for theirs to be paid (rule A6).
 */
export async function wakeServices(
  transaction: Transaction,
  services: readonly { readonly accountId: AccountId; readonly serviceId: ServiceId }[],
): Promise<void> {
  await transaction.query(sql`
    with recursive woken as (
      select account_id, id, parent_id from services where (account_id, id) in (select * from unnest(
        ${services.map((service) => service.accountId)}::bigint[],
        ${services.map((service) => service.serviceId)}::bigint[]
      ))
      union
      select parent.account_id, parent.id, parent.parent_id
      from woken join services parent on parent.account_id = woken.account_id and parent.id = woken.parent_id
    )
    update services set next_action_at = '-infinity'
    from woken
    where services.account_id = woken.account_id and services.id = woken.id and state <> 'terminated'`)
}

/** When a live service is looked at next. */
export interface NextAction {
  readonly accountId: AccountId
  readonly serviceId: ServiceId
  readonly nextActionAt: Instant
  /** The same once its bill is paid that is written now; null: none is, or it must be judged anew then. */
  readonly oncePaid: Instant | null
}

/** Says when live services are looked at next (rule A11). */
export async function writeNextActions(transaction: Transaction, moments: readonly NextAction[]): Promise<void> {
  await transaction.query(sql`
    update services set next_action_at = given.next_action_at, next_action_once_paid = given.once_paid
    from unnest(
      ${moments.map((moment) => moment.accountId)}::bigint[],
      ${moments.map((moment) => moment.serviceId)}::bigint[],
      ${moments.map((moment) => moment.nextActionAt)}::timestamptz[],
      ${moments.map((moment) => moment.oncePaid)}::timestamptz[]
    ) as given (account_id, service_id, next_action_at, once_paid)
    where services.account_id = given.account_id and services.id = given.service_id and state <> 'terminated'`)
}

/** Has all live services of accounts judged at once: how the accounts renew has changed (rules A2, A11). */
export async function wakeAccounts(transaction: Transaction, accountIds: readonly AccountId[]): Promise<void> {
  await transaction.query(sql`
    update services set next_action_at = '-infinity'
    where account_id = any (${accountIds}::bigint[]) and state <> 'terminated'`)
}

/** Puts off what is due of an account: its services are judged again at a later moment. */
export async function putOffServices(
  transaction: Transaction,
  accountId: AccountId,
  due: Instant,
  until: Instant,
): Promise<void> {
  await transaction.query(sql`
    update services set next_action_at = ${until}::timestamptz
    where account_id = ${accountId}::bigint and state <> 'terminated' and next_action_at <= ${due}::timestamptz`)
}
