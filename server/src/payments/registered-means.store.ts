import sql from 'sql-template-tag'
import type { Instant } from '../calendar/calendar.ts'
import type { Transaction } from '../database/transaction.ts'
import type { PaymentMeans } from './payment.ts'

/** Writes what is known of means since their registration went on: what shows them, what a provider must know, and until when they are good. */
export async function writeRegistered(
  transaction: Transaction,
  means: readonly Pick<PaymentMeans, 'accountId' | 'id' | 'state' | 'label' | 'details' | 'expiresOn'>[],
  at: Instant,
): Promise<void> {
  await transaction.query(sql`
    update payment_means set state = given.state, label = given.label, details = given.details,
      expires_on = given.expires_on, updated_at = ${at}::timestamptz
    from unnest(
      ${means.map((one) => one.accountId)}::bigint[],
      ${means.map((one) => one.id)}::bigint[],
      ${means.map((one) => one.state)}::text[],
      ${means.map((one) => one.label)}::text[],
      ${means.map((one) => JSON.stringify(one.details))}::jsonb[],
      ${means.map((one) => one.expiresOn)}::date[]
    ) as given (account_id, id, state, label, details, expires_on)
    where payment_means.account_id = given.account_id and payment_means.id = given.id`)
}
