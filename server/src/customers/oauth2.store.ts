import sql from 'sql-template-tag'
import type { Instant } from '../calendar/calendar.ts'
import type { Transaction } from '../database/transaction.ts'
import type { AccountId } from '../identity/identity.ts'
import type { NewOAuth2Client, OAuth2Client, PresentedToken } from './oauth2.ts'

/** The client's secret comes hashed: it is shown once and never read again. */
export async function insertOAuth2Client(transaction: Transaction, client: NewOAuth2Client): Promise<void> {
  await transaction.query(sql`
    insert into oauth2_clients (client_id, account_id, secret_hash, name, description, flow, callback_urls, created_at)
    values (${client.clientId}, ${client.accountId}, ${client.secretHash}, ${client.name}, ${client.description},
      ${client.flow}, ${client.callbackUrls}::text[], ${client.createdAt}::timestamptz)`)
}

/** Oldest first. */
export async function listOAuth2ClientIds(transaction: Transaction, accountId: AccountId): Promise<string[]> {
  const rows = await transaction.query<{ clientId: string }>(sql`
    select client_id as "clientId" from oauth2_clients where account_id = ${accountId}::bigint
    order by created_at, client_id`)
  return rows.map((row) => row.clientId)
}

/** Clients of one account. */
export async function readOAuth2Clients(
  transaction: Transaction,
  accountId: AccountId,
  clientIds: readonly string[],
): Promise<OAuth2Client[]> {
  return transaction.query<OAuth2Client>(sql`
    select client_id as "clientId", account_id as "accountId", name, description, flow, callback_urls as "callbackUrls",
      created_at as "createdAt"
    from oauth2_clients where account_id = ${accountId}::bigint and client_id = any (${clientIds}::text[])`)
}

/** Writes what a customer may change of his client. */
export async function updateOAuth2Client(
  transaction: Transaction,
  client: Pick<OAuth2Client, 'accountId' | 'clientId' | 'name' | 'description' | 'callbackUrls'>,
): Promise<void> {
  await transaction.query(sql`
    update oauth2_clients set name = ${client.name}, description = ${client.description},
      callback_urls = ${client.callbackUrls}::text[]
    where account_id = ${client.accountId}::bigint and client_id = ${client.clientId}`)
}

/** Deletes an account's clients with their tokens; answers which were there. */
export async function deleteOAuth2Clients(
  transaction: Transaction,
  accountId: AccountId,
  clientIds: readonly string[],
): Promise<string[]> {
  const rows = await transaction.query<{ clientId: string }>(sql`
    delete from oauth2_clients where account_id = ${accountId}::bigint and client_id = any (${clientIds}::text[])
    returning client_id as "clientId"`)
  return rows.map((row) => row.clientId)
}

/** The stored secret of a client that asks for a token; null for an unknown client. */
export async function readOAuth2Secret(
  transaction: Transaction,
  clientId: string,
): Promise<{ readonly secretHash: Buffer } | null> {
  const [row] = await transaction.query<{ readonly secretHash: Buffer }>(sql`
    select secret_hash as "secretHash" from oauth2_clients
    where client_id = ${clientId} and flow = 'CLIENT_CREDENTIALS'`)
  return row ?? null
}

/** Both moments are real time (rule T7). The token comes hashed. */
export async function insertToken(
  transaction: Transaction,
  token: {
    readonly clientId: string
    readonly tokenHash: Buffer
    readonly createdAt: Instant
    readonly expiresAt: Instant
  },
): Promise<void> {
  await transaction.query(sql`
    insert into oauth2_tokens (token_hash, client_id, created_at, expires_at)
    values (${token.tokenHash}, ${token.clientId}, ${token.createdAt}::timestamptz, ${token.expiresAt}::timestamptz)`)
}

/** With whose it is; null when there is none. One that is over is answered too: the caller compares `expiresAt`. */
export async function readPresentedToken(transaction: Transaction, tokenHash: Buffer): Promise<PresentedToken | null> {
  const [row] = await transaction.query<PresentedToken>(sql`
    select oauth2_clients.client_id as "clientId", accounts.account_id as "accountId", accounts.nichandle,
      oauth2_tokens.id as "tokenId", oauth2_tokens.expires_at as "expiresAt", oauth2_tokens.last_used_at as "lastUsedAt"
    from oauth2_tokens
      join oauth2_clients on oauth2_clients.client_id = oauth2_tokens.client_id
      join accounts on accounts.account_id = oauth2_clients.account_id
    where oauth2_tokens.token_hash = ${tokenHash}`)
  return row ?? null
}

/** A token that is not there is no error: logging out twice is logging out. */
export async function deleteToken(transaction: Transaction, tokenHash: Buffer): Promise<void> {
  await transaction.query(sql`delete from oauth2_tokens where token_hash = ${tokenHash}`)
}
