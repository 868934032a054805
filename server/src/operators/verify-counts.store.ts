import sql from 'sql-template-tag'
import type { Transaction } from '../database/transaction.ts'
import type { Checked } from './verify.ts'

/** How much there is to verify. */
export async function countChecked(transaction: Transaction): Promise<Checked> {
  const [row] = await transaction.query<Checked>(sql`
    select (select count(*) from services) as services, (select count(*) from orders) as orders,
      (select count(*) from documents where kind = 'bill') as bills, (select count(*) from postings) as postings`)
  if (!row) throw new Error('nothing was counted')
  return row
}
