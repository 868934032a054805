import sql from 'sql-template-tag'
import type { Instant } from '../calendar/calendar.ts'
import type { Transaction } from '../database/transaction.ts'
import type { Operator } from './token.ts'

export interface NamedToken {
  readonly id: number
  readonly name: string
  readonly createdAt: Instant
}

/** Nothing when the name is taken. */
export async function insertToken(
  transaction: Transaction,
  token: { readonly name: string; readonly hash: Buffer; readonly createdAt: Instant },
): Promise<NamedToken | undefined> {
  const [row] = await transaction.query<NamedToken>(sql`
    insert into admin_tokens (name, token_hash, created_at) values (${token.name}, ${token.hash}, ${token.createdAt})
    on conflict (name) do nothing returning id, name, created_at as "createdAt"`)
  return row
}

/** Who a token belongs to, by its hash; undefined when nobody has it. */
export async function findToken(transaction: Transaction, hash: Buffer): Promise<Operator | undefined> {
  const [row] = await transaction.query<Operator>(sql`select name from admin_tokens where token_hash = ${hash}`)
  return row
}

/** Named tokens, oldest first; the server's own is in no table. `after`: the last id before the page, 0 for the first. */
export async function listTokens(
  transaction: Transaction,
  page: { readonly after: number; readonly limit: number },
): Promise<NamedToken[]> {
  return transaction.query<NamedToken>(sql`
    select id, name, created_at as "createdAt" from admin_tokens
    where id > ${page.after} order by id limit ${page.limit}`)
}

/** By id or by name; the names that are gone. */
export async function deleteTokens(transaction: Transaction, which: string): Promise<Operator[]> {
  return transaction.query<Operator>(sql`
    delete from admin_tokens where name = ${which} or id::text = ${which} returning name`)
}
