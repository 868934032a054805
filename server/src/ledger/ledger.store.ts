import sql from 'sql-template-tag'
import type { Transaction } from '../database/transaction.ts'
import type { Movement } from './ledger.ts'

/**
 * Posts movements with their postings, in the order given; one whose identity the account has already is left out.
 * @returns the identities that were posted now
 */
export async function insertMovements(transaction: Transaction, movements: readonly Movement[]): Promise<string[]> {
  const postings = movements.flatMap(({ accountId, identity, postings }) =>
    postings.map((posting, index) => ({ accountId, identity, position: index + 1, ...posting })),
  )
  const rows = await transaction.query<{ readonly identity: string }>(sql`
    with posted as (
      insert into movements (account_id, identity, kind, order_id, attempt_id, document_id, description, at)
      select account_id, identity, kind, order_id, attempt_id, document_id, description, at
      from unnest(
        ${movements.map((movement) => movement.accountId)}::bigint[],
        ${movements.map((movement) => movement.identity)}::text[],
        ${movements.map((movement) => movement.kind)}::text[],
        ${movements.map((movement) => movement.orderId)}::bigint[],
        ${movements.map((movement) => movement.attemptId)}::uuid[],
        ${movements.map((movement) => movement.documentId)}::text[],
        ${movements.map((movement) => movement.description)}::text[],
        ${movements.map((movement) => movement.at)}::timestamptz[]
      ) with ordinality as given (account_id, identity, kind, order_id, attempt_id, document_id, description, at, position)
      order by position
      on conflict (account_id, identity) do nothing
      returning account_id, id, identity
    ), written as (
      insert into postings (account_id, movement_id, position, book, currency, amount_ucents)
      select posted.account_id, posted.id, position, book, currency, amount
      from posted join unnest(
        ${postings.map((posting) => posting.accountId)}::bigint[],
        ${postings.map((posting) => posting.identity)}::text[],
        ${postings.map((posting) => posting.position)}::smallint[],
        ${postings.map((posting) => posting.book)}::text[],
        ${postings.map((posting) => posting.amount.currency)}::text[],
        ${postings.map((posting) => posting.amount.ucents)}::numeric[]
      ) as given (account_id, identity, position, book, currency, amount)
        on given.account_id = posted.account_id and given.identity = posted.identity
    )
    select identity from posted order by id`)
  return rows.map((row) => row.identity)
}
