import sql from 'sql-template-tag'
import type { Instant, LocalDate } from '../calendar/calendar.ts'
import type { Transaction } from '../database/transaction.ts'
import type { AccountId } from '../identity/identity.ts'
import { type Currency, money, type Ucents } from '../money/money.ts'
import type { CreditCode, NewCreditCode } from './credit-code.ts'

/** Stores a code. @returns null when it is there already */
export async function insertCreditCode(transaction: Transaction, code: NewCreditCode): Promise<CreditCode | null> {
  const [row] = await transaction.query<CodeRow>(sql`
    insert into credit_codes (code, description, currency, amount_ucents, uses, expires_on, created_at)
    values (${code.code}, ${code.description}, ${code.amount.currency}, ${code.amount.ucents}::numeric,
      ${code.uses}::integer, ${code.expiresOn}::date, ${code.createdAt}::timestamptz)
    on conflict (code) do nothing
    returning id, code, description, currency, amount_ucents as ucents, uses, used, expires_on as "expiresOn",
      created_at as "createdAt", withdrawn_at as "withdrawnAt"`)
  return row ? toCode(row) : null
}

/** Codes, withdrawn ones too, oldest first, from after an id on. */
export async function listCreditCodes(
  transaction: Transaction,
  page: { readonly after: number; readonly limit: number },
): Promise<CreditCode[]> {
  const rows = await transaction.query<CodeRow>(sql`
    select id, code, description, currency, amount_ucents as ucents, uses, used, expires_on as "expiresOn",
      created_at as "createdAt", withdrawn_at as "withdrawnAt"
    from credit_codes where id > ${page.after}::bigint order by id limit ${page.limit}::integer`)
  return rows.map(toCode)
}

/** A code with whether an account has redeemed it. */
export interface FoundCode {
  readonly code: CreditCode
  readonly redeemedBefore: boolean
}

/** A code as an account finds it. */
export async function findCreditCode(
  transaction: Transaction,
  accountId: AccountId,
  code: string,
): Promise<FoundCode | null> {
  const [row] = await transaction.query<CodeRow & { readonly redeemedBefore: boolean }>(sql`
    select id, code, description, currency, amount_ucents as ucents, uses, used, expires_on as "expiresOn",
      created_at as "createdAt", withdrawn_at as "withdrawnAt",
      exists (select from code_redemptions where account_id = ${accountId}::bigint and code_id = id) as "redeemedBefore"
    from credit_codes where code = ${code}`)
  return row ? { code: toCode(row), redeemedBefore: row.redeemedBefore } : null
}

/** Locks a code until the transaction ends, behind the accounts' locks: two accounts that redeem its last use meet here. */
export async function lockCreditCode(transaction: Transaction, code: string): Promise<void> {
  await transaction.query(sql`select from credit_codes where code = ${code} for no key update`)
}

/** Counts one use of a code by an account, once. */
export async function insertRedemption(
  transaction: Transaction,
  redemption: { readonly accountId: AccountId; readonly codeId: number; readonly at: Instant },
): Promise<void> {
  await transaction.query(sql`
    with counted as (
      update credit_codes set used = used + 1 where id = ${redemption.codeId}::bigint returning id
    )
    insert into code_redemptions (account_id, code_id, at)
    select ${redemption.accountId}::bigint, id, ${redemption.at}::timestamptz from counted`)
}

/** Ends a code: what was redeemed stays. @returns false when there is none, or it was ended before */
export async function withdrawCreditCode(transaction: Transaction, code: string, at: Instant): Promise<boolean> {
  const rows = await transaction.query(sql`
    update credit_codes set withdrawn_at = ${at}::timestamptz where code = ${code} and withdrawn_at is null returning id`)
  return rows.length > 0
}

interface CodeRow extends Omit<CreditCode, 'amount'> {
  readonly currency: Currency
  readonly ucents: Ucents
  readonly expiresOn: LocalDate | null
}

function toCode({ currency, ucents, ...row }: CodeRow): CreditCode {
  return {
    ...{ id: row.id, code: row.code, description: row.description, uses: row.uses, used: row.used },
    ...{ expiresOn: row.expiresOn, createdAt: row.createdAt, withdrawnAt: row.withdrawnAt },
    amount: money(ucents, currency),
  }
}
