import sql from 'sql-template-tag'
import type { Transaction } from '../database/transaction.ts'
import type { AuditEntry, AuditRecord } from './audit.ts'

/** Writes down a change in the transaction that makes it. Entries are never changed or deleted. */
export async function insertAudit(transaction: Transaction, entries: readonly AuditEntry[]): Promise<void> {
  await transaction.query(sql`
    insert into audit (at, actor, action, subject, data)
    select at, actor, action, subject, data
    from unnest(
      ${entries.map((entry) => entry.at)}::timestamptz[],
      ${entries.map((entry) => entry.actor)}::text[],
      ${entries.map((entry) => entry.action)}::text[],
      ${entries.map((entry) => entry.subject)}::text[],
      ${entries.map((entry) => JSON.stringify(entry.data))}::jsonb[]
    ) with ordinality as given (at, actor, action, subject, data, position)
    order by position`)
}

/** Entries after a number, oldest first. */
export async function listAudit(
  transaction: Transaction,
  page: { readonly after: number; readonly limit: number },
): Promise<AuditRecord[]> {
  return transaction.query<AuditRecord>(sql`
    select id, at, actor, action, subject, data from audit where id > ${page.after} order by id limit ${page.limit}`)
}
