import sql from 'sql-template-tag'
import type { Transaction } from '../database/transaction.ts'
import type { AccountId } from '../identity/identity.ts'

/** Asks that the services of all accounts be judged anew: what they are judged by has changed. One that is under way begins again. */
export async function askRejudgement(transaction: Transaction): Promise<void> {
  await transaction.query(sql`
    insert into settings (name, value) values ('rejudgement', '{"after": 0}')
    on conflict (name) do update set value = excluded.value`)
}

/** Holds a rejudgement that was asked for. @returns the account it has come to, 0 at its beginning; null: none is left, or another holds it */
export async function lockRejudgement(transaction: Transaction): Promise<AccountId | 0 | null> {
  const [row] = await transaction.query<{ readonly after: AccountId | 0 }>(sql`
    select (value ->> 'after')::bigint as after from settings where name = 'rejudgement' for update skip locked`)
  return row?.after ?? null
}

/** Notes how far a held rejudgement has come. */
export async function noteRejudgement(transaction: Transaction, after: AccountId): Promise<void> {
  await transaction.query(sql`
    update settings set value = jsonb_build_object('after', ${after}::bigint) where name = 'rejudgement'`)
}

/** Ends a held rejudgement. */
export async function endRejudgement(transaction: Transaction): Promise<void> {
  await transaction.query(sql`delete from settings where name = 'rejudgement'`)
}
