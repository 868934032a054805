import sql from 'sql-template-tag'
import type { Instant } from '../calendar/calendar.ts'
import type { Transaction } from '../database/transaction.ts'
import type { AccountId, MeansId } from '../identity/identity.ts'
import type { PaymentMeans } from './payment.ts'

/** What names a means. */
export type MeansKey = Pick<PaymentMeans, 'accountId' | 'id'>

/** Writes what holders say of their means. */
export async function writeDescriptions(
  transaction: Transaction,
  means: readonly Pick<PaymentMeans, 'accountId' | 'id' | 'description'>[],
  at: Instant,
): Promise<void> {
  await transaction.query(sql`
    update payment_means set description = given.description, updated_at = ${at}::timestamptz
    from unnest(
      ${means.map((one) => one.accountId)}::bigint[],
      ${means.map((one) => one.id)}::bigint[],
      ${means.map((one) => one.description)}::text[]
    ) as given (account_id, id, description)
    where payment_means.account_id = given.account_id and payment_means.id = given.id`)
}

/** Makes means the default ones of their accounts; clear the old ones first. */
export async function makeDefaultMeans(
  transaction: Transaction,
  means: readonly MeansKey[],
  at: Instant,
): Promise<void> {
  await transaction.query(sql`
    update payment_means set is_default = true, updated_at = ${at}::timestamptz
    where (account_id, id) in (select * from unnest(
      ${means.map((one) => one.accountId)}::bigint[],
      ${means.map((one) => one.id)}::bigint[]
    ))`)
}

/** Changes whether means can be used; one that is removed is no default any more, and stays as what past payments name. */
export async function writeMeansStates(
  transaction: Transaction,
  means: readonly Pick<PaymentMeans, 'accountId' | 'id' | 'state'>[],
  at: Instant,
): Promise<void> {
  await transaction.query(sql`
    update payment_means set state = given.state, updated_at = ${at}::timestamptz,
      is_default = is_default and given.state <> 'removed'
    from unnest(
      ${means.map((one) => one.accountId)}::bigint[],
      ${means.map((one) => one.id)}::bigint[],
      ${means.map((one) => one.state)}::text[]
    ) as given (account_id, id, state)
    where payment_means.account_id = given.account_id and payment_means.id = given.id`)
}

/** The means of an account by number; null when it has none of that number, or has it no more. */
export async function findMeans(
  transaction: Transaction,
  accountId: AccountId,
  id: MeansId,
): Promise<PaymentMeans | null> {
  const [row] = await transaction.query<PaymentMeans>(sql`
    select account_id as "accountId", id, kind, is_default as "isDefault", state, label, description, details,
      terms_days as "termsDays", expires_on as "expiresOn", created_at as "createdAt", updated_at as "updatedAt"
    from payment_means
    where account_id = ${accountId}::bigint and id = ${id}::bigint and state <> 'removed'`)
  return row ?? null
}
