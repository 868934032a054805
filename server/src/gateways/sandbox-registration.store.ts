import sql from 'sql-template-tag'
import type { Transaction } from '../database/transaction.ts'
import type { MeansId } from '../identity/identity.ts'
import type { RegisteredFacts, RegistrationAnswer, RegistrationRequest } from '../payments/registrar.ts'

/** Opens a registration; one that is open gets a new token, and what is new of its bank account. */
export async function openRegistration(
  transaction: Transaction,
  { meansId, kind, bankAccount, expiresAt, tokenHash }: RegistrationRequest & { readonly tokenHash: Buffer },
): Promise<void> {
  await transaction.query(sql`
    insert into sandbox.registrations (means_id, kind, token_hash, bank_account, state, expires_at)
    values (${meansId}::bigint, ${kind}, ${tokenHash}::bytea, ${bankAccount && JSON.stringify(bankAccount)}::jsonb, 'open',
      ${expiresAt}::timestamptz)
    on conflict (means_id) do update set token_hash = excluded.token_hash, bank_account = excluded.bank_account,
      expires_at = excluded.expires_at
    where sandbox.registrations.state = 'open'`)
}

/** What became of a registration; null for one that was never opened. */
export async function readRegistrationAnswer(
  transaction: Transaction,
  meansId: MeansId,
): Promise<RegistrationAnswer | null> {
  const [row] = await transaction.query<AnswerRow>(sql`
    select state, facts from sandbox.registrations where means_id = ${meansId}::bigint`)
  if (!row) return null
  return row.facts ? { state: 'registered', facts: toFacts(row.facts) } : { state: row.state }
}

interface AnswerRow {
  readonly state: Exclude<RegistrationAnswer['state'], 'registered'>
  readonly facts: StoredFacts | null
}

/** In JSON a date is a text. */
type StoredFacts = RegisteredFacts extends infer Facts
  ? Facts extends RegisteredFacts
    ? { readonly [Key in keyof Facts]: Facts[Key] extends Temporal.PlainDate ? string : Facts[Key] }
    : never
  : never

function toFacts(facts: StoredFacts): RegisteredFacts {
  if (facts.kind === 'creditCard') return { ...facts, expiresOn: Temporal.PlainDate.from(facts.expiresOn) }
  if (facts.kind === 'bankAccount') return { ...facts, signedOn: Temporal.PlainDate.from(facts.signedOn) }
  return facts
}
