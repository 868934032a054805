import sql from 'sql-template-tag'
import type { Transaction } from '../database/transaction.ts'
import type { AccountId, MeansId } from '../identity/identity.ts'

/** Makes those who register means wait for each other: a number is one account's in the whole house, though its key says only in an account. */
export async function lockMeansNumbers(transaction: Transaction): Promise<void> {
  await transaction.query(sql`select pg_advisory_xact_lock(hashtext('payment_means.id'))`)
}

/** The next free number. */
export async function nextMeansNumber(transaction: Transaction): Promise<MeansId> {
  const [row] = await transaction.query<{ readonly id: MeansId }>(sql`
    select nextval('payment_means_id_seq') as id`)
  if (!row) throw new Error('no number was given out')
  return row.id
}

/** Lets the numbers that are given out go on after one that was chosen. */
export async function passMeansNumber(transaction: Transaction, id: MeansId): Promise<void> {
  await transaction.query(sql`
    select setval('payment_means_id_seq', ${id}::bigint) from payment_means_id_seq where last_value <= ${id}::bigint`)
}

/** Whose means has this number, in any state; null when none has. */
export async function findMeansOwner(transaction: Transaction, id: MeansId): Promise<AccountId | null> {
  const [row] = await transaction.query<{ readonly accountId: AccountId }>(sql`
    select account_id as "accountId" from payment_means where id = ${id}::bigint`)
  return row?.accountId ?? null
}

/** Whether an account has a default means, usable or not. */
export async function hasDefaultMeans(transaction: Transaction, accountId: AccountId): Promise<boolean> {
  const rows = await transaction.query(sql`
    select from payment_means where account_id = ${accountId}::bigint and is_default`)
  return rows.length > 0
}
