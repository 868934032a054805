import sql from 'sql-template-tag'
import type { Transaction } from '../database/transaction.ts'
import type { Checked } from './verify.ts'

/** Everything that follows in this transaction sees the database as it is now, and changes nothing: its first statement. */
export async function beginSnapshot(transaction: Transaction): Promise<void> {
  await transaction.query(sql`set transaction isolation level repeatable read, read only`)
}

/** How much there is to verify. */
export async function countChecked(transaction: Transaction): Promise<Checked> {
  const [row] = await transaction.query<Checked>(sql`
    select (select count(*) from services) as services, (select count(*) from orders) as orders,
      (select count(*) from documents where kind = 'bill') as bills, (select count(*) from postings) as postings`)
  return row ?? { services: 0, orders: 0, bills: 0, postings: 0 }
}
