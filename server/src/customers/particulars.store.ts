import sql from 'sql-template-tag'
import type { Transaction } from '../database/transaction.ts'
import type { AccountId } from '../identity/identity.ts'
import { noParticulars, type Particulars } from './particulars.ts'

/** What accounts say of themselves, by account. */
export async function readParticulars(
  transaction: Transaction,
  accountIds: readonly AccountId[],
): Promise<ReadonlyMap<AccountId, Particulars>> {
  const rows = await transaction.query<{ readonly id: AccountId; readonly particulars: Partial<Particulars> }>(sql`
    select account_id as id, particulars from accounts where account_id = any (${accountIds}::bigint[])`)
  return new Map(rows.map(({ id, particulars }) => [id, { ...noParticulars, ...particulars }]))
}

/** Lays a change over what an account says of itself. */
export async function updateParticulars(
  transaction: Transaction,
  accountId: AccountId,
  change: Partial<Particulars>,
): Promise<void> {
  await transaction.query(sql`
    update accounts set particulars = particulars || ${JSON.stringify(change)}::jsonb
    where account_id = ${accountId}::bigint`)
}
