import sql from 'sql-template-tag'
import type { Instant } from '../calendar/calendar.ts'
import type { Transaction } from '../database/transaction.ts'
import type { AccountId, BillingGroupId, DebtId, OrderId, ServiceId } from '../identity/identity.ts'

/**
 * Locks the accounts of debts that are to be collected by a moment, longest due first, until the transaction ends; those that
 * another holds are passed over. Debts whose services an open attempt reserves wait for its end (rule O5).
 * @param limit of debts that are looked for
 * @param accountIds null: of all accounts
 */
export async function claimDebtors(
  transaction: Transaction,
  until: Instant,
  limit: number,
  accountIds: readonly AccountId[] | null,
): Promise<AccountId[]> {
  const rows = await transaction.query<{ readonly id: AccountId }>(sql`
    select accounts.account_id as id
    from debts debt join accounts on accounts.account_id = debt.account_id
    join orders on orders.account_id = debt.account_id and orders.id = debt.order_id and orders.status = 'notPaid'
    where closed_at is null and collect_at <= ${until}::timestamptz
      and (${accountIds}::bigint[] is null or debt.account_id = any (${accountIds}::bigint[]))
      and not exists (
        select from payment_attempts attempt
        where attempt.account_id = debt.account_id and state in ('charging', 'pending', 'unknown', 'parked') and (
          exists (select from order_debts paid
            where paid.account_id = debt.account_id and paid.order_id = attempt.order_id and paid.debt_id = debt.id)
          or exists (select from order_lines mine join order_lines theirs
              on theirs.account_id = mine.account_id and theirs.service_id = mine.service_id
            where mine.account_id = debt.account_id and mine.order_id = debt.order_id and theirs.order_id = attempt.order_id))
      )
    order by collect_at, debt.account_id, debt.id limit ${limit}::integer
    for no key update of accounts skip locked`)
  return [...new Set(rows.map((row) => row.id))]
}

/** An open debt, by its automatic order. */
export interface DueDebt {
  readonly accountId: AccountId
  readonly id: DebtId
  readonly orderId: OrderId
}

/**
 * The open debts of accounts that can be collected, each account's oldest bill first; the caller holds the accounts' locks.
 * @param until due by then; null: all, whenever they are due
 */
export async function readDueDebts(
  transaction: Transaction,
  accountIds: readonly AccountId[],
  until: Instant | null,
): Promise<DueDebt[]> {
  return transaction.query<DueDebt>(sql`
    select debt.account_id as "accountId", debt.id, debt.order_id as "orderId"
    from debts debt
    join orders on orders.account_id = debt.account_id and orders.id = debt.order_id and orders.status = 'notPaid'
    where debt.account_id = any (${accountIds}::bigint[]) and closed_at is null
      and (${until}::timestamptz is null or collect_at <= ${until}::timestamptz)
    order by debt.account_id, opened_at, debt.id`)
}

/** Says when collecting debts is tried next; null: no more by itself, as when all their services are suspended for non-payment (rule A3). */
export async function scheduleDebts(
  transaction: Transaction,
  debts: readonly { readonly accountId: AccountId; readonly id: DebtId; readonly collectAt: Instant | null }[],
): Promise<void> {
  await transaction.query(sql`
    update debts set collect_at = case when exists (
        select from order_lines line join services on services.account_id = line.account_id and services.id = line.service_id
        where line.account_id = debts.account_id and line.order_id = debts.order_id and not suspension_causes @> '{unpaid}')
      then given.collect_at end
    from unnest(
      ${debts.map((debt) => debt.accountId)}::bigint[],
      ${debts.map((debt) => debt.id)}::bigint[],
      ${debts.map((debt) => debt.collectAt)}::timestamptz[]
    ) as given (account_id, id, collect_at)
    where debts.account_id = given.account_id and debts.id = given.id and closed_at is null`)
}

/** Tries the debts of services no more that were suspended for non-payment (rule A3). What is due by now is still collected. */
export async function endRetries(
  transaction: Transaction,
  services: readonly { readonly accountId: AccountId; readonly id: ServiceId }[],
  now: Instant,
): Promise<void> {
  await transaction.query(sql`
    update debts set collect_at = null
    where closed_at is null and collect_at > ${now}::timestamptz and not exists (
        select from order_lines line join services on services.account_id = line.account_id and services.id = line.service_id
        where line.account_id = debts.account_id and line.order_id = debts.order_id and not suspension_causes @> '{unpaid}')
      and (account_id, order_id) in (
        select line.account_id, line.order_id
        from unnest(
          ${services.map((service) => service.accountId)}::bigint[],
          ${services.map((service) => service.id)}::bigint[]
        ) as given (account_id, service_id)
        join order_lines line using (account_id, service_id)
      )`)
}

/** Has open debts of accounts collected at once: they have a new default means (rule P8). What a billing group's own pays waits. */
export async function wakeDebts(
  transaction: Transaction,
  accountIds: readonly AccountId[],
  now: Instant,
): Promise<void> {
  await transaction.query(sql`
    update debts set collect_at = ${now}::timestamptz
    where account_id = any (${accountIds}::bigint[]) and closed_at is null and not exists (
      select from orders
      join billing_groups on billing_groups.account_id = orders.account_id and billing_groups.id = orders.billing_group_id
      join payment_means means on means.account_id = billing_groups.account_id and means.id = billing_groups.means_id
      where orders.account_id = debts.account_id and orders.id = debts.order_id and means.state <> 'removed'
    )`)
}

/** Has the open debts of billing groups collected at once: they have a new means (rule P8). */
export async function wakeGroupDebts(
  transaction: Transaction,
  accountId: AccountId,
  groupIds: readonly BillingGroupId[],
  now: Instant,
): Promise<void> {
  await transaction.query(sql`
    update debts set collect_at = ${now}::timestamptz
    from orders
    where debts.account_id = ${accountId}::bigint and closed_at is null and orders.account_id = debts.account_id
      and orders.id = debts.order_id and orders.billing_group_id = any (${groupIds}::bigint[])`)
}

/** Puts off the open debts of an account that are due to be collected. */
export async function putOffDebts(
  transaction: Transaction,
  accountId: AccountId,
  due: Instant,
  until: Instant,
): Promise<void> {
  await transaction.query(sql`
    update debts set collect_at = ${until}::timestamptz
    where account_id = ${accountId}::bigint and closed_at is null and collect_at <= ${due}::timestamptz`)
}
