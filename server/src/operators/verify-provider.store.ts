import sql from 'sql-template-tag'
import type { Transaction } from '../database/transaction.ts'
import type { Violation } from './verify.ts'

/**
 * I3 in a sandbox: charges of the played provider that differ from what was booked for them. What it keeps silent about is for
 * the operator to say, and a refund is on its way until its payout has ended.
 */
export async function findProviderDifferences(transaction: Transaction, limit: number): Promise<Violation[]> {
  return transaction.query<Violation>(sql`
    with returned as (
      select account_id, attempt_id, sum(amount_ucents) as most,
        coalesce(sum(amount_ucents) filter (where state = 'toMeans'), 0) as least
      from payouts where state <> 'toBalance' group by account_id, attempt_id
    ), compared as (
      select attempt.account_id, coalesce(attempt.id, idempotency_key) as id, attempt.id is null as unknown,
        ended_at is not null and charge.state is distinct from 'silent' as ended, received_ucents as received,
        coalesce(taken_ucents, 0) as taken, coalesce(refunded_ucents, 0) as refunded,
        coalesce(attempt.charged_back_ucents, 0) as back, coalesce(charge.charged_back_ucents, 0) as taken_back,
        coalesce(least, 0) as least, coalesce(most, 0) as most,
        charge.currency <> attempt.currency or charge.order_id <> attempt.order_id as other
      from (select * from payment_attempts where means_kind not in ('ovhAccount', 'fidelityAccount')) attempt
      full join sandbox.charges charge on idempotency_key = attempt.id
      left join returned on returned.account_id = attempt.account_id and returned.attempt_id = attempt.id
      where exists (select from sandbox.charges)
    ), broken as materialized (
      select * from compared
      where unknown or other or (ended and taken <> received) or taken_back <> back or refunded < least or refunded > most
    )
    select 3 as invariant, nichandle as account, format('attempt %s', id) as subject,
      case when unknown then format('the provider was asked for a charge and took %s, and there is no such attempt',
          trim_scale(taken / 100000000))
        when other then 'the provider remembers another order or currency'
        when ended and taken <> received then format('the provider took %s, received are %s', trim_scale(taken / 100000000),
          trim_scale(received / 100000000))
        when taken_back <> back then format('the provider took %s back, booked are %s', trim_scale(taken_back / 100000000),
          trim_scale(back / 100000000))
        else format('the provider gave %s back, the payouts %s', trim_scale(refunded / 100000000),
          trim_scale(least / 100000000)) end as message
    from broken left join accounts on accounts.account_id = broken.account_id
    order by broken.account_id, id limit ${limit}::integer`)
}
