import sql from 'sql-template-tag'
import type { Transaction } from '../database/transaction.ts'

/** How far business time is ahead of real time, in milliseconds; null when it was never moved. */
export async function readClockShift(transaction: Transaction): Promise<number | null> {
  const [row] = await transaction.query<{ milliseconds: number | null }>(sql`
    select (value ->> 'shiftMilliseconds')::bigint as milliseconds from settings where name = 'clock'`)
  return row?.milliseconds ?? null
}

/** By how much the sandbox's clock is ahead of real time. Other processes follow within a second. */
export async function writeClockShift(transaction: Transaction, milliseconds: number): Promise<void> {
  await transaction.query(sql`
    insert into settings (name, value) values ('clock', jsonb_build_object('shiftMilliseconds', ${milliseconds}::bigint))
    on conflict (name) do update set value = excluded.value`)
}

/** A known text under this database's secret key; null on a new database. */
export async function readSealProbe(transaction: Transaction): Promise<Buffer | null> {
  const [row] = await transaction.query<{ probe: Buffer }>(sql`
    select decode(value ->> 'probe', 'base64') as probe from settings where name = 'seal'`)
  return row?.probe ?? null
}

/** Writes the probe unless another process was faster. */
export async function insertSealProbe(transaction: Transaction, probe: Buffer): Promise<void> {
  await transaction.query(sql`
    insert into settings (name, value) values ('seal', jsonb_build_object('probe', encode(${probe}::bytea, 'base64')))
    on conflict (name) do nothing`)
}

/** Lets one process at a time fill a database, until its transaction ends. */
export async function lockFilling(transaction: Transaction): Promise<void> {
  await transaction.query(sql`select pg_advisory_xact_lock(hashtext('demo data'))`)
}

/** Whether anything of an account is in the database: a sandbox makes its demo data only when not. */
export async function hasAccounts(transaction: Transaction): Promise<boolean> {
  const [row] = await transaction.query<{ some: boolean }>(sql`select exists (select from accounts) as some`)
  return row?.some ?? false
}
