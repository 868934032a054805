import sql from 'sql-template-tag'
import type { Instant } from '../calendar/calendar.ts'
import type { Transaction } from '../database/transaction.ts'
import type { AccountId, Nichandle } from '../identity/identity.ts'
import type { AccessRule } from './access-rules.ts'
import type { ApplicationStatus } from './application.ts'
import type { Credential, CredentialRequest, CredentialState, NewCredential, PresentedKeys } from './credential.ts'

/** An application key and the hash of a consumer key, as a request presents them. */
export interface KeyPair {
  readonly applicationKey: string
  readonly consumerKeyHash: Buffer
}

/**
 * Everything that authentication must know, in one look: the application of a key, its credential of a consumer key, the account.
 * @returns what each pair leads to, in the order given: null for an application key that nobody has
 */
export async function readPresentedKeys(
  transaction: Transaction,
  pairs: readonly KeyPair[],
): Promise<(PresentedKeys | null)[]> {
  const rows = await transaction.query<PresentedRow>(sql`
    select position, applications.status, applications.secret_sealed as "secretSealed", credentials.id, credentials.state,
      credentials.access_rules as "accessRules", credentials.allowed_ips as "allowedIps",
      credentials.expires_at as "expiresAt", credentials.last_used_at as "lastUsedAt",
      accounts.account_id as "accountId", accounts.nichandle, (select version from access_version) as "accessVersion"
    from unnest(
      ${pairs.map((pair) => pair.applicationKey)}::text[],
      ${pairs.map((pair) => pair.consumerKeyHash)}::bytea[]
    ) with ordinality as given (application_key, consumer_key_hash, position)
      join applications on applications.application_key = given.application_key
      left join credentials
        on credentials.consumer_key_hash = given.consumer_key_hash and credentials.application_id = applications.id
      left join accounts on accounts.account_id = credentials.account_id`)
  const found = new Map(rows.map((row) => [row.position, row]))
  return pairs.map((_, index) => presentedKeys(found.get(index + 1)))
}

function presentedKeys(row: PresentedRow | undefined): PresentedKeys | null {
  if (!row) return null
  const { position: _, status, secretSealed, accessVersion, id, ...rest } = row
  return { applicationStatus: status, secretSealed, accessVersion, credential: id === null ? null : { id, ...rest } }
}

interface PresentedRow {
  /** From 1 on. */
  readonly position: number
  readonly status: ApplicationStatus
  readonly secretSealed: Buffer
  readonly id: number | null
  readonly state: CredentialState
  readonly accessRules: readonly AccessRule[]
  readonly allowedIps: readonly string[] | null
  readonly expiresAt: Instant | null
  readonly lastUsedAt: Instant | null
  readonly accountId: AccountId | null
  readonly nichandle: Nichandle | null
  readonly accessVersion: string | null
}

/** The version of all applications and credentials: any change of them gives another one. Null after a reset. */
export async function readAccessVersion(transaction: Transaction): Promise<string | null> {
  const [row] = await transaction.query<{ readonly version: string }>(sql`select version from access_version`)
  return row?.version ?? null
}

/** Answers the new ids, in the order given. */
export async function insertCredentials(
  transaction: Transaction,
  credentials: readonly NewCredential[],
): Promise<number[]> {
  const rows = await transaction.query<{ id: number }>(sql`
    insert into credentials (application_id, account_id, consumer_key_hash, validation_token_hash, state, access_rules,
      allowed_ips, redirection, created_at, expires_at)
    select application_id, account_id, consumer_key_hash, validation_token_hash, state, access_rules,
      case when allowed_ips is null then null else array(select jsonb_array_elements_text(allowed_ips)) end,
      redirection, created_at, expires_at
    from unnest(
      ${credentials.map((credential) => credential.applicationId)}::bigint[],
      ${credentials.map((credential) => credential.accountId)}::bigint[],
      ${credentials.map((credential) => credential.consumerKeyHash)}::bytea[],
      ${credentials.map((credential) => credential.validationTokenHash)}::bytea[],
      ${credentials.map((credential) => credential.state)}::text[],
      ${credentials.map((credential) => JSON.stringify(credential.accessRules))}::jsonb[],
      ${credentials.map((credential) => credential.allowedIps && JSON.stringify(credential.allowedIps))}::jsonb[],
      ${credentials.map((credential) => credential.redirection)}::text[],
      ${credentials.map((credential) => credential.createdAt)}::timestamptz[],
      ${credentials.map((credential) => credential.expiresAt)}::timestamptz[]
    ) with ordinality as given (application_id, account_id, consumer_key_hash, validation_token_hash, state, access_rules,
      allowed_ips, redirection, created_at, expires_at, position)
    order by position
    returning id`)
  return rows.map((row) => row.id)
}

/** Credentials of one account. */
export async function readCredentials(
  transaction: Transaction,
  accountId: AccountId,
  ids: readonly number[],
): Promise<Credential[]> {
  return transaction.query<Credential>(sql`
    select id, application_id as "applicationId", account_id as "accountId", state, access_rules as "accessRules",
      allowed_ips as "allowedIps", redirection, created_at as "createdAt", expires_at as "expiresAt",
      last_used_at as "lastUsedAt"
    from credentials where account_id = ${accountId}::bigint and id = any (${ids}::bigint[])`)
}

/** A credential by its consumer key or its validation token, with the application that asked for it. Exactly one hash is given. */
export async function findRequest(
  transaction: Transaction,
  consumerKeyHash: Buffer | null,
  validationTokenHash: Buffer | null,
): Promise<CredentialRequest | null> {
  const [row] = await transaction.query<CredentialRequest>(sql`
    select credentials.id, credentials.application_id as "applicationId", credentials.account_id as "accountId", credentials.state,
      credentials.access_rules as "accessRules", credentials.allowed_ips as "allowedIps", credentials.redirection,
      credentials.created_at as "createdAt", credentials.expires_at as "expiresAt", credentials.last_used_at as "lastUsedAt",
      applications.name as "applicationName", applications.description as "applicationDescription",
      applications.account_id as "ownerId"
    from credentials join applications on applications.id = credentials.application_id
    where credentials.consumer_key_hash = ${consumerKeyHash}::bytea
      or credentials.validation_token_hash = ${validationTokenHash}::bytea`)
  return row ?? null
}

/**
 * Writes an answer to a request, or an end to a credential. An account that is null stays as it was.
 * @param expected the state that was judged
 * @returns false when somebody else answered meanwhile: nothing is changed then
 */
export async function updateCredential(
  transaction: Transaction,
  id: number,
  expected: CredentialState,
  answer: { readonly state: CredentialState; readonly accountId: AccountId | null; readonly expiresAt: Instant | null },
): Promise<boolean> {
  const rows = await transaction.query(sql`
    update credentials set state = ${answer.state}, account_id = coalesce(${answer.accountId}::bigint, account_id),
      expires_at = ${answer.expiresAt}::timestamptz
    where id = ${id}::bigint and state = ${expected}
    returning id`)
  return rows.length === 1
}

/** Notes when a credential was used; several at the same moment write once. */
export async function updateLastUse(
  transaction: Transaction,
  id: number,
  now: Instant,
  unlessAfter: Instant,
): Promise<void> {
  await transaction.query(sql`
    update credentials set last_used_at = ${now}::timestamptz
    where id = ${id}::bigint and (last_used_at is null or last_used_at <= ${unlessAfter}::timestamptz)`)
}

/** Drops an application's requests that nobody answered in time, so that asking again and again does not fill the table. */
export async function deleteUnanswered(
  transaction: Transaction,
  applicationId: number,
  createdBefore: Instant,
): Promise<void> {
  await transaction.query(sql`
    delete from credentials where application_id = ${applicationId}::bigint and state = 'pendingValidation'
      and created_at < ${createdBefore}::timestamptz`)
}
