import sql from 'sql-template-tag'
import type { Instant } from '../calendar/calendar.ts'
import type { Transaction } from '../database/transaction.ts'
import type { AccountId, MeansId } from '../identity/identity.ts'
import type { Registration, RegistrationOutcome } from './registration.ts'

/** Begun and without an outcome; `expiresAt` is real time, an hour on. */
export async function insertRegistrations(
  transaction: Transaction,
  registrations: readonly Omit<Registration, 'outcome'>[],
): Promise<void> {
  await transaction.query(sql`
    insert into means_registrations (account_id, means_id, form_session, makes_default, success_url, cancel_url, failure_url,
      created_at, expires_at)
    select * from unnest(
      ${registrations.map((one) => one.accountId)}::bigint[],
      ${registrations.map((one) => one.meansId)}::bigint[],
      ${registrations.map((one) => one.formSession)}::uuid[],
      ${registrations.map((one) => one.makesDefault)}::boolean[],
      ${registrations.map((one) => one.returns.success)}::text[],
      ${registrations.map((one) => one.returns.cancel)}::text[],
      ${registrations.map((one) => one.returns.failure)}::text[],
      ${registrations.map((one) => one.createdAt)}::timestamptz[],
      ${registrations.map((one) => one.expiresAt)}::timestamptz[]
    )`)
}

/** How a means came to be; null for one that an operator registered. */
export async function readRegistration(
  transaction: Transaction,
  accountId: AccountId,
  meansId: MeansId,
): Promise<Registration | null> {
  const [row] = await transaction.query<Registration>(sql`
    select account_id as "accountId", means_id as "meansId", form_session as "formSession",
      makes_default as "makesDefault", created_at as "createdAt", expires_at as "expiresAt", outcome,
      json_build_object('success', success_url, 'cancel', cancel_url, 'failure', failure_url) as returns
    from means_registrations where account_id = ${accountId}::bigint and means_id = ${meansId}::bigint`)
  return row ?? null
}

/** Gives open registrations more time: their holders get new addresses. */
export async function prolongRegistrations(
  transaction: Transaction,
  registrations: readonly Pick<Registration, 'accountId' | 'meansId' | 'expiresAt'>[],
): Promise<void> {
  await transaction.query(sql`
    update means_registrations set expires_at = given.expires_at
    from unnest(
      ${registrations.map((one) => one.accountId)}::bigint[],
      ${registrations.map((one) => one.meansId)}::bigint[],
      ${registrations.map((one) => one.expiresAt)}::timestamptz[]
    ) as given (account_id, means_id, expires_at)
    where means_registrations.account_id = given.account_id and means_registrations.means_id = given.means_id and outcome is null`)
}

/** Writes what came of open registrations. */
export async function endRegistrations(
  transaction: Transaction,
  registrations: readonly (Pick<Registration, 'accountId' | 'meansId'> & { readonly outcome: RegistrationOutcome })[],
  endedAt: Instant,
): Promise<void> {
  await transaction.query(sql`
    update means_registrations set outcome = given.outcome, ended_at = ${endedAt}::timestamptz
    from unnest(
      ${registrations.map((one) => one.accountId)}::bigint[],
      ${registrations.map((one) => one.meansId)}::bigint[],
      ${registrations.map((one) => one.outcome)}::text[]
    ) as given (account_id, means_id, outcome)
    where means_registrations.account_id = given.account_id and means_registrations.means_id = given.means_id
      and means_registrations.outcome is null`)
}

/** Open registrations whose time is over, longest over first. */
export async function listExpiredRegistrations(
  transaction: Transaction,
  now: Instant,
  limit: number,
): Promise<Pick<Registration, 'accountId' | 'meansId'>[]> {
  return transaction.query<Pick<Registration, 'accountId' | 'meansId'>>(sql`
    select account_id as "accountId", means_id as "meansId"
    from means_registrations where outcome is null and expires_at <= ${now}::timestamptz
    order by expires_at limit ${limit}::integer`)
}
