import sql from 'sql-template-tag'
import type { Transaction } from '../database/transaction.ts'
import type { AccountId, MeansId } from '../identity/identity.ts'
import type { PaymentMeans } from './payment.ts'

/** A means to register; `id` null: the next free number. */
export interface NewMeans extends Omit<PaymentMeans, 'id'> {
  readonly id: MeansId | null
}

/** Means by their numbers, in any state; those that are not the account's are left out. */
export async function readMeans(
  transaction: Transaction,
  accountId: AccountId,
  ids: readonly MeansId[],
): Promise<PaymentMeans[]> {
  return transaction.query<PaymentMeans>(sql`
    select account_id as "accountId", id, kind, is_default as "isDefault", state, label, description, details,
      terms_days as "termsDays", expires_on as "expiresOn", created_at as "createdAt", updated_at as "updatedAt"
    from payment_means
    where account_id = ${accountId}::bigint and id = any (${ids}::bigint[])
    order by id`)
}

/** What shows means, by their numbers, of any accounts. */
export async function readLabels(
  transaction: Transaction,
  means: readonly { readonly accountId: AccountId; readonly id: MeansId }[],
): Promise<ReadonlyMap<MeansId, string>> {
  const rows = await transaction.query<Pick<PaymentMeans, 'id' | 'label'>>(sql`
    select id, label from payment_means
    where (account_id, id) in (select * from unnest(
      ${means.map((one) => one.accountId)}::bigint[],
      ${means.map((one) => one.id)}::bigint[]
    ))`)
  return new Map(rows.map((row) => [row.id, row.label]))
}

/** Registers means and answers their numbers in the order given. Clear the account's default first when one takes its place. */
export async function insertMeans(transaction: Transaction, means: readonly NewMeans[]): Promise<MeansId[]> {
  const rows = await transaction.query<{ readonly id: MeansId }>(sql`
    with given as materialized (
      select coalesce(given.id, nextval(pg_get_serial_sequence('payment_means', 'id'))) as number, given.*
      from unnest(
        ${means.map((one) => one.accountId)}::bigint[],
        ${means.map((one) => one.id)}::bigint[],
        ${means.map((one) => one.kind)}::text[],
        ${means.map((one) => one.isDefault)}::boolean[],
        ${means.map((one) => one.state)}::text[],
        ${means.map((one) => one.label)}::text[],
        ${means.map((one) => one.description)}::text[],
        ${means.map((one) => JSON.stringify(one.details))}::jsonb[],
        ${means.map((one) => one.termsDays)}::smallint[],
        ${means.map((one) => one.expiresOn)}::date[],
        ${means.map((one) => one.createdAt)}::timestamptz[],
        ${means.map((one) => one.updatedAt)}::timestamptz[]
      ) with ordinality as given (account_id, id, kind, is_default, state, label, description, details, terms_days,
        expires_on, created_at, updated_at, position)
    ), stored as (
      insert into payment_means (account_id, id, kind, is_default, state, label, description, details, terms_days,
        expires_on, created_at, updated_at)
      select account_id, number, kind, is_default, state, label, description, details, terms_days, expires_on, created_at,
        updated_at
      from given order by position
    )
    select number as id from given order by position`)
  return rows.map((row) => row.id)
}

/** Takes the default away from accounts' means, so that another can have it. */
export async function clearDefaultMeans(transaction: Transaction, accountIds: readonly AccountId[]): Promise<void> {
  await transaction.query(sql`
    update payment_means set is_default = false
    where account_id = any (${accountIds}::bigint[]) and is_default`)
}
