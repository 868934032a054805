import sql from 'sql-template-tag'
import type { Transaction } from '../database/transaction.ts'
import type { AttemptId } from '../identity/identity.ts'
import { type Currency, type Money, money, type Ucents } from '../money/money.ts'

/**
 * The played provider takes back what it still has of a charge that it made: all of it, less what was refunded. Asked again it says
 * what it took.
 * @returns null: it has nothing of that charge
 */
export async function takeChargeBack(transaction: Transaction, charge: AttemptId): Promise<Money | null> {
  const [row] = await transaction.query<{ readonly currency: Currency; readonly back: Ucents }>(sql`
    update sandbox.charges set charged_back_ucents = taken_ucents - refunded_ucents
    where idempotency_key = ${charge}::uuid and state = 'succeeded' and taken_ucents > refunded_ucents
    returning currency, charged_back_ucents as back`)
  return row ? money(row.back, row.currency) : null
}
