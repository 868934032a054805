import sql from 'sql-template-tag'
import type { Instant } from '../calendar/calendar.ts'
import type { Transaction } from '../database/transaction.ts'
import type { MeansId } from '../identity/identity.ts'

/** A registration as the played provider has it. */
export interface PlayedRegistration {
  readonly meansId: MeansId
  readonly kind: 'paypal' | 'creditCard' | 'bankAccount'
  /** What its holder had said of it before he came. */
  readonly bankAccount: {
    readonly iban: string
    readonly bic: string
    readonly ownerName: string
    readonly ownerAddress: string
  } | null
  readonly state: 'open' | 'registered' | 'cancelled' | 'refused'
  /** How many cards were refused on its form. */
  readonly refusals: number
}

/** The registration that an address leads to, locked until the transaction ends; null for one that is wrong, replaced or too old. */
export async function lockPlayedRegistration(
  transaction: Transaction,
  meansId: MeansId,
  tokenHash: Buffer,
  now: Instant,
): Promise<PlayedRegistration | null> {
  const [row] = await transaction.query<PlayedRegistration>(sql`
    select means_id as "meansId", kind, bank_account as "bankAccount", state, refusals
    from sandbox.registrations
    where means_id = ${meansId}::bigint and token_hash = ${tokenHash}::bytea and expires_at > ${now}::timestamptz
    for no key update`)
  return row ?? null
}

/** Writes what its holder did; `facts` of a registered one only. */
export async function writePlayedRegistration(
  transaction: Transaction,
  {
    meansId,
    state,
    refusals,
    facts,
  }: Pick<PlayedRegistration, 'meansId' | 'state' | 'refusals'> & { readonly facts: object | null },
): Promise<void> {
  await transaction.query(sql`
    update sandbox.registrations set state = ${state}, refusals = ${refusals}::smallint,
      facts = ${facts && JSON.stringify(facts)}::jsonb
    where means_id = ${meansId}::bigint and state = 'open'`)
}
