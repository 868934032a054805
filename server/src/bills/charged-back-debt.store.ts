import sql from 'sql-template-tag'
import type { Instant } from '../calendar/calendar.ts'
import type { Transaction } from '../database/transaction.ts'
import type { AccountId, DocumentId, OrderId } from '../identity/identity.ts'
import type { Money } from '../money/money.ts'

/** What is owed of a bill again, since a provider took its money back. */
export interface ChargedBackDebt {
  readonly accountId: AccountId
  readonly billId: DocumentId
  readonly orderId: OrderId
  /** The bill's total. */
  readonly amount: Money
  readonly owed: Money
  /** When it was billed: a debt that there was before keeps its own date. */
  readonly openedAt: Instant
  /** Retries, warning and grace count from here. */
  readonly chargedBackAt: Instant
  readonly collectAt: Instant | null
}

/** Opens debts of paid bills again, with their old dates (rule B6); a bill that never had one, paid by a person's order, gets one. */
export async function reopenDebts(transaction: Transaction, debts: readonly ChargedBackDebt[]): Promise<void> {
  await transaction.query(sql`
    insert into debts (account_id, bill_id, order_id, currency, amount_ucents, credited_ucents, opened_at, counts_from,
      charged_back_at, collect_at)
    select account_id, bill_id, order_id, currency, amount, amount - owed, opened_at, charged_back_at, charged_back_at, collect_at
    from unnest(
      ${debts.map((debt) => debt.accountId)}::bigint[],
      ${debts.map((debt) => debt.billId)}::text[],
      ${debts.map((debt) => debt.orderId)}::bigint[],
      ${debts.map((debt) => debt.amount.currency)}::text[],
      ${debts.map((debt) => debt.amount.ucents)}::numeric[],
      ${debts.map((debt) => debt.owed.ucents)}::numeric[],
      ${debts.map((debt) => debt.openedAt)}::timestamptz[],
      ${debts.map((debt) => debt.chargedBackAt)}::timestamptz[],
      ${debts.map((debt) => debt.collectAt)}::timestamptz[]
    ) as given (account_id, bill_id, order_id, currency, amount, owed, opened_at, charged_back_at, collect_at)
    on conflict (account_id, bill_id) do update set closed_at = null, credited_ucents = excluded.credited_ucents,
      counts_from = excluded.counts_from, charged_back_at = excluded.charged_back_at, collect_at = excluded.collect_at`)
}
