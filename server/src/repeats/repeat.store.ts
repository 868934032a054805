import sql from 'sql-template-tag'
import type { Instant } from '../calendar/calendar.ts'
import type { Transaction } from '../database/transaction.ts'
import type { Held, RepeatKey } from './repeat.ts'

export interface Claim extends RepeatKey {
  readonly bodyHash: Buffer
  /** A UUID of this run. */
  readonly claim: string
  readonly now: Instant
  readonly claimedUntil: Instant
  /** An older key is forgotten, and claimed anew. */
  readonly forgottenBefore: Instant
}

/**
 * Claims a key for a run: a new one, one that is forgotten, or one whose run gave no answer and no sign of life (a crash).
 * Answers false when another request holds it.
 */
export async function claimKey(transaction: Transaction, claim: Claim): Promise<boolean> {
  const rows = await transaction.query<object>(sql`
    insert into idempotency_keys (account_id, method, path, key, body_hash, claim, claimed_until, created_at)
    values (${claim.accountId}, ${claim.method}, ${claim.path}, ${claim.key}, ${claim.bodyHash}, ${claim.claim}::uuid,
      ${claim.claimedUntil}::timestamptz, ${claim.now}::timestamptz)
    on conflict (account_id, method, path, key) do update
      set body_hash = excluded.body_hash, claim = excluded.claim, claimed_until = excluded.claimed_until,
        created_at = excluded.created_at, status = null, answer_sealed = null
      where idempotency_keys.created_at <= ${claim.forgottenBefore}::timestamptz
        or (idempotency_keys.status is null and idempotency_keys.claimed_until <= excluded.created_at
          and idempotency_keys.body_hash = excluded.body_hash)
    returning 1`)
  return rows.length > 0
}

/** What the holder of a key has left there; null when nobody holds it. */
export async function readHeld(transaction: Transaction, key: RepeatKey): Promise<Held | null> {
  const [row] = await transaction.query<Held>(sql`
    select body_hash as "bodyHash", status, answer_sealed as "answerSealed" from idempotency_keys
    where account_id = ${key.accountId} and method = ${key.method} and path = ${key.path} and key = ${key.key}`)
  return row ?? null
}

/** A sign of life of the run that holds the claim. */
export async function extendClaim(
  transaction: Transaction,
  key: RepeatKey,
  claim: string,
  claimedUntil: Instant,
): Promise<void> {
  await transaction.query(sql`
    update idempotency_keys set claimed_until = ${claimedUntil}::timestamptz
    where account_id = ${key.accountId} and method = ${key.method} and path = ${key.path} and key = ${key.key}
      and claim = ${claim}::uuid and status is null`)
}

/** Keeps the answer of the run that holds the claim; one that lost it keeps none. */
export async function keepAnswer(
  transaction: Transaction,
  key: RepeatKey,
  claim: string,
  answer: { readonly status: number; readonly answerSealed: Buffer },
): Promise<void> {
  await transaction.query(sql`
    update idempotency_keys set status = ${answer.status}, answer_sealed = ${answer.answerSealed}
    where account_id = ${key.accountId} and method = ${key.method} and path = ${key.path} and key = ${key.key}
      and claim = ${claim}::uuid and status is null`)
}

/** Gives up a claim without an answer, so that the request can be repeated. */
export async function releaseKey(transaction: Transaction, key: RepeatKey, claim: string): Promise<void> {
  await transaction.query(sql`
    delete from idempotency_keys
    where account_id = ${key.accountId} and method = ${key.method} and path = ${key.path} and key = ${key.key}
      and claim = ${claim}::uuid and status is null`)
}

/** Deletes keys that are forgotten; answers how many. */
export async function deleteForgotten(transaction: Transaction, forgottenBefore: Instant): Promise<number> {
  const rows = await transaction.query<object>(sql`
    delete from idempotency_keys where created_at <= ${forgottenBefore}::timestamptz returning 1`)
  return rows.length
}
