import sql from 'sql-template-tag'
import type { Instant } from '../calendar/calendar.ts'
import type { Transaction } from '../database/transaction.ts'
import type { AccountId } from '../identity/identity.ts'
import type { IssuedToken, OAuth2Client } from './oauth2.ts'

/** The bearer tokens of an account's clients that hold at a moment, oldest first. */
export async function listTokens(transaction: Transaction, accountId: AccountId, now: Instant): Promise<IssuedToken[]> {
  const rows = await transaction.query<Omit<IssuedToken, 'client'> & OAuth2Client>(sql`
    select token.id, client.client_id as "clientId", name, description, token.created_at as "createdAt",
      expires_at as "expiresAt", last_used_at as "lastUsedAt"
    from oauth2_tokens token join oauth2_clients client on client.client_id = token.client_id
    where client.account_id = ${accountId}::bigint and expires_at > ${now}::timestamptz
    order by token.created_at, token.id`)
  return rows.map(({ clientId, name, description, ...token }) => ({
    ...token,
    client: { clientId, name, description },
  }))
}

/** Deletes bearer tokens of an account's clients; answers which were there. */
export async function deleteTokens(
  transaction: Transaction,
  accountId: AccountId,
  ids: readonly string[],
): Promise<string[]> {
  const rows = await transaction.query<{ id: string }>(sql`
    delete from oauth2_tokens token using oauth2_clients client
    where client.client_id = token.client_id and client.account_id = ${accountId}::bigint and token.id = any (${ids}::text[])
    returning token.id`)
  return rows.map((row) => row.id)
}

/** Notes when a token was used; several at the same moment write once. */
export async function updateTokenUse(
  transaction: Transaction,
  id: string,
  now: Instant,
  unlessAfter: Instant,
): Promise<void> {
  await transaction.query(sql`
    update oauth2_tokens set last_used_at = ${now}::timestamptz
    where id = ${id} and (last_used_at is null or last_used_at <= ${unlessAfter}::timestamptz)`)
}
