import sql from 'sql-template-tag'
import type { Instant } from '../calendar/calendar.ts'
import type { Transaction } from '../database/transaction.ts'
import type { AccountId } from '../identity/identity.ts'
import type { ContactAnswer, ContactChangeKey } from './contact-change.ts'

export interface NewContactAnswer {
  readonly accountId: AccountId
  readonly change: ContactChangeKey
  /** SHA-256 of the mailed token. */
  readonly tokenHash: Buffer
}

/** Writes what sides must answer by; an earlier token of the same side is none any more. */
export async function writeContactAnswers(
  transaction: Transaction,
  answers: readonly NewContactAnswer[],
): Promise<void> {
  await transaction.query(sql`
    insert into contact_answers (account_id, owner_id, change_id, token_hash)
    select * from unnest(
      ${answers.map((answer) => answer.accountId)}::bigint[],
      ${answers.map((answer) => answer.change.accountId)}::bigint[],
      ${answers.map((answer) => answer.change.id)}::bigint[],
      ${answers.map((answer) => answer.tokenHash)}::bytea[]
    )
    on conflict (account_id, owner_id, change_id) do update set token_hash = excluded.token_hash`)
}

interface Row {
  readonly accountId: AccountId
  readonly ownerId: AccountId
  readonly changeId: number
  readonly hasAccepted: boolean
}

/** Both sides of changes. */
export async function readContactAnswers(
  transaction: Transaction,
  changes: readonly ContactChangeKey[],
): Promise<ContactAnswer[]> {
  const rows = await transaction.query<Row>(sql`
    select account_id as "accountId", owner_id as "ownerId", change_id as "changeId", accepted_at is not null as "hasAccepted"
    from contact_answers
    where (owner_id, change_id) in (select * from unnest(
      ${changes.map((change) => change.accountId)}::bigint[],
      ${changes.map((change) => change.id)}::bigint[]
    ))
    order by account_id`)
  return rows.map(toAnswer)
}

/** The sides that hashed tokens were mailed to. */
export async function findContactAnswers(
  transaction: Transaction,
  tokenHashes: readonly Buffer[],
): Promise<ContactAnswer[]> {
  const rows = await transaction.query<Row>(sql`
    select account_id as "accountId", owner_id as "ownerId", change_id as "changeId", accepted_at is not null as "hasAccepted"
    from contact_answers where token_hash = any (${tokenHashes}::bytea[])`)
  return rows.map(toAnswer)
}

/** Writes that sides accept. */
export async function acceptContactChanges(
  transaction: Transaction,
  answers: readonly Pick<ContactAnswer, 'accountId' | 'change'>[],
  at: Instant,
): Promise<void> {
  await transaction.query(sql`
    update contact_answers set accepted_at = coalesce(accepted_at, ${at}::timestamptz)
    from unnest(
      ${answers.map((answer) => answer.accountId)}::bigint[],
      ${answers.map((answer) => answer.change.accountId)}::bigint[],
      ${answers.map((answer) => answer.change.id)}::bigint[]
    ) as given (account_id, owner_id, change_id)
    where contact_answers.account_id = given.account_id and contact_answers.owner_id = given.owner_id
      and contact_answers.change_id = given.change_id`)
}

function toAnswer({ accountId, ownerId, changeId, hasAccepted }: Row): ContactAnswer {
  return { accountId, change: { accountId: ownerId, id: changeId }, hasAccepted }
}
