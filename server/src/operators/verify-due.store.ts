import sql from 'sql-template-tag'
import type { Transaction } from '../database/transaction.ts'
import type { Violation } from './verify.ts'

/**
 * I6: orders that wait for nothing. Unpaid ones have an expiration or an open debt, those that are being paid an open attempt,
 * and those that are over neither; between paid and delivered none is ever seen.
 */
export async function findOrdersWithoutNext(transaction: Transaction, limit: number): Promise<Violation[]> {
  return transaction.query<Violation>(sql`
    with attempted as (
      select distinct account_id, order_id from payment_attempts where state in ('charging', 'pending', 'unknown', 'parked')
    ), owed as (
      select distinct account_id, order_id from debts where closed_at is null
    ), standing as (
      select orders.account_id, orders.id, status, expires_at, attempted.order_id is not null as attempted,
        owed.order_id is not null as owed
      from orders
      left join attempted on attempted.account_id = orders.account_id and attempted.order_id = orders.id
      left join owed on owed.account_id = orders.account_id and owed.order_id = orders.id
    ), broken as materialized (
      select * from standing
      where (status = 'checking') <> attempted or status = 'delivering'
        or (status = 'notPaid' and expires_at is null and not owed)
        or (status in ('delivered', 'cancelled', 'expired') and owed)
    )
    select 6 as invariant, nichandle as account, format('order %s', id) as subject,
      format('it is %s with %s, %s and %s', status, case when attempted then 'an open attempt' else 'no open attempt' end,
        case when owed then 'an open debt' else 'no open debt' end,
        case when expires_at is null then 'no expiration' else 'an expiration' end) as message
    from broken left join accounts on accounts.account_id = broken.account_id
    order by broken.account_id, id limit ${limit}::integer`)
}

/** I6: open attempts and payouts that nobody will ask about, and live services that never expire. */
export async function findForgotten(transaction: Transaction, limit: number): Promise<Violation[]> {
  return transaction.query<Violation>(sql`
    with broken as materialized (
      select account_id, format('attempt %s', id) as subject,
        format('it is %s, and the gateway will not be asked about it', state) as message
      from payment_attempts where state in ('charging', 'pending', 'unknown') and resolve_at is null
      union all
      select account_id, format('document %s', document_id), 'its payout is open, and the gateway will not be told of it again'
      from payouts where state = 'open' and resolve_at is null
      union all
      select account_id, format('service %s', id), format('it is %s and has no expiration', state)
      from services where state <> 'terminated' and expires_on is null
    )
    select 6 as invariant, nichandle as account, subject, message
    from broken left join accounts on accounts.account_id = broken.account_id
    order by broken.account_id, subject limit ${limit}::integer`)
}
