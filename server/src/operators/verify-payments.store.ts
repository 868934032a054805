import sql from 'sql-template-tag'
import type { Transaction } from '../database/transaction.ts'
import type { Violation } from './verify.ts'

/**
 * I3: attempts whose money is not what was posted for them: to their order when they succeeded, the rest to the balance. What a provider
 * took back is gone from its book, and at most that much is owed again (rule B6).
 */
export async function findMisbookedAttempts(transaction: Transaction, limit: number): Promise<Violation[]> {
  return transaction.query<Violation>(sql`
    with posted as (
      select movement.account_id, attempt_id, sum(amount_ucents) filter (where book like 'gateway:%') as gateway,
        -sum(amount_ucents) filter (where book = 'customer') as paid,
        min(currency || ' ' || book) filter (where book like 'gateway:%') as place,
        max(currency || ' ' || book) filter (where book like 'gateway:%') as other_place
      from movements movement
      join postings posting on posting.account_id = movement.account_id and posting.movement_id = movement.id
      where attempt_id is not null
      group by movement.account_id, attempt_id
    ), booked as (
      select attempt.account_id, id, state, means_kind, amount_ucents as amount, balance_ucents as part, received_ucents as received,
        charged_back_ucents as back, coalesce(gateway, 0) as gateway, coalesce(paid, 0) as paid, place, other_place, currency || ' gateway:' || means_kind as own_place,
        case when means_kind = 'ovhAccount' then 0 else received_ucents - charged_back_ucents end as taken,
        case when state in ('succeeded', 'chargedBack') then greatest(amount_ucents, 0) else 0 end as settled,
        case when state in ('succeeded', 'chargedBack') then balance_ucents else 0 end as settled_part
      from payment_attempts attempt
      left join posted on posted.account_id = attempt.account_id and posted.attempt_id = attempt.id
    ), broken as materialized (
      select * from booked
      where gateway <> taken or paid > settled + settled_part or paid < settled + settled_part - back
        or place <> own_place or other_place <> own_place or received < settled
        or (received <> 0 and state not in ('succeeded', 'partial', 'chargedBack'))
    )
    select 3 as invariant, nichandle as account, format('attempt %s', id) as subject,
      format('it is %s by %s with %s received of %s; posted are %s with the gateway%s and %s paid to its order', state, means_kind,
        trim_scale(received / 100000000) || case when back > 0 then format(' (%s of it taken back)', trim_scale(back / 100000000)) else '' end,
        trim_scale(amount / 100000000) || case when part > 0 then format(' and %s from the balance', trim_scale(part / 100000000)) else '' end,
        trim_scale(gateway / 100000000),
        case when place <> own_place or other_place <> own_place then format(' (%s, %s)', place, other_place) else '' end,
        trim_scale(paid / 100000000)) as message
    from broken left join accounts on accounts.account_id = broken.account_id
    order by broken.account_id, id limit ${limit}::integer`)
}

/**
 * I3: balances of which more is spent, or reserved by open attempts, than there is (rule P8). What a provider takes back can leave less
 * than nothing (rule B6): it counts as if it were there.
 */
export async function findOverdrawnBalances(transaction: Transaction, limit: number): Promise<Violation[]> {
  return transaction.query<Violation>(sql`
    with broken as materialized (
      select account_id, currency, sum(posted) as posted, sum(reserved) as reserved
      from (
        select account_id, currency, -amount_ucents as posted, 0 as reserved from postings where book = 'balance'
        union all
        select posting.account_id, currency, amount_ucents, 0
        from movements movement
        join postings posting on posting.account_id = movement.account_id and posting.movement_id = movement.id
        where kind = 'chargeback' and book = 'balance'
        union all
        select account_id, currency, 0, balance_ucents from payment_attempts
        where state in ('charging', 'pending', 'unknown', 'parked') and balance_ucents > 0
      ) entries
      group by account_id, currency having sum(posted) < sum(reserved)
    )
    select 3 as invariant, nichandle as account, format('account %s', coalesce(nichandle, broken.account_id::text)) as subject,
      format('its balance is %s %s, of which %s are reserved', trim_scale(posted / 100000000), broken.currency,
        trim_scale(reserved / 100000000)) as message
    from broken left join accounts on accounts.account_id = broken.account_id
    order by broken.account_id, broken.currency limit ${limit}::integer`)
}

/**
 * I3: orders with two successful attempts, and those whose payments are not their total when delivered, nothing before. A bill is paid
 * less what was credited of it before, and not at all when a debt order paid it (rule B5). What of an order is owed whose money was once
 * taken back its debt says: I4 compares that with the ledger.
 */
export async function findMispaidOrders(transaction: Transaction, limit: number): Promise<Violation[]> {
  return transaction.query<Violation>(sql`
    with payments as (
      select movement.account_id, order_id, -sum(amount_ucents) as paid
      from movements movement
      join postings posting on posting.account_id = movement.account_id and posting.movement_id = movement.id
      where kind = 'payment' and book = 'customer'
      group by movement.account_id, order_id
    ), successes as (
      select account_id, order_id, count(*) filter (where state = 'succeeded') as successes,
        bool_or(state = 'chargedBack') as charged_back
      from payment_attempts where state in ('succeeded', 'chargedBack')
      group by account_id, order_id
    ), billed as (
      select debts.account_id, debts.order_id, credited_ucents as credited, charged_back_at is not null or exists (
          select from order_debts paid
          join payment_attempts attempt on attempt.account_id = paid.account_id and attempt.order_id = paid.order_id
          where paid.account_id = debts.account_id and paid.debt_id = debts.id and attempt.state = 'chargedBack'
        ) as taken_back, exists (
          select from order_debts paid join orders paying on paying.account_id = paid.account_id and paying.id = paid.order_id
          where paid.account_id = debts.account_id and paid.debt_id = debts.id and paying.status = 'delivered'
        ) as paid_elsewhere
      from debts
    ), paid_orders as (
      select orders.account_id, orders.id, status, currency, coalesce(paid, 0) as paid, coalesce(successes, 0) as successes,
        charged_back is true or taken_back is true as charged_back,
        case when status = 'delivered' and kind <> 'withdrawal' and paid_elsewhere is not true
          then greatest(gross_ucents - coalesce(credited, 0), 0) else 0 end as due
      from orders
      left join billed on billed.account_id = orders.account_id and billed.order_id = orders.id
      left join payments on payments.account_id = orders.account_id and payments.order_id = orders.id
      left join successes on successes.account_id = orders.account_id and successes.order_id = orders.id
    ), broken as materialized (
      select * from paid_orders where (paid <> due and not charged_back) or successes > 1
    )
    select 3 as invariant, nichandle as account, format('order %s', id) as subject,
      case when successes > 1 then format('%s attempts on it succeeded', successes)
        else format('it is %s and %s %s of %s are paid', status, trim_scale(paid / 100000000), broken.currency,
          trim_scale(due / 100000000)) end as message
    from broken left join accounts on accounts.account_id = broken.account_id
    order by broken.account_id, id limit ${limit}::integer`)
}

/** I3: accounts whose money on its way out is not what their open withdrawals are. */
export async function findWrongWithdrawals(transaction: Transaction, limit: number): Promise<Violation[]> {
  return transaction.query<Violation>(sql`
    with broken as materialized (
      select account_id, currency, sum(posted) as posted, sum(open) as open
      from (
        select account_id, currency, -amount_ucents as posted, 0 as open from postings where book = 'withdrawal'
        union all
        select account_id, currency, 0, amount_ucents from withdrawals where state = 'open'
      ) entries
      group by account_id, currency having sum(posted) <> sum(open)
    )
    select 3 as invariant, nichandle as account, format('account %s', coalesce(nichandle, broken.account_id::text)) as subject,
      format('%s %s are on their way out of its balance, its open withdrawals are %s', trim_scale(posted / 100000000),
        broken.currency, trim_scale(open / 100000000)) as message
    from broken left join accounts on accounts.account_id = broken.account_id
    order by broken.account_id, broken.currency limit ${limit}::integer`)
}

/** I3: refunds' money that was posted elsewhere than where its payout says, and money of a gateway that nothing explains. */
export async function findMisbookedPayouts(transaction: Transaction, limit: number): Promise<Violation[]> {
  return transaction.query<Violation>(sql`
    with posted as (
      select movement.account_id, document_id, -sum(amount_ucents) filter (where book like 'gateway:%') as gateway,
        -sum(amount_ucents) filter (where book = 'balance') as balance
      from movements movement
      join postings posting on posting.account_id = movement.account_id and posting.movement_id = movement.id
      where attempt_id is null and (kind = 'payout' or book like 'gateway:%')
      group by movement.account_id, document_id
    ), compared as (
      select account_id, document_id, state, amount_ucents as amount,
        coalesce(gateway, 0) as gateway, coalesce(balance, 0) as balance
      from posted full join payouts using (account_id, document_id)
    ), broken as materialized (
      select * from compared
      where gateway <> case when state = 'toMeans' then amount else 0 end
        or (state is not null and balance <> case when state = 'toBalance' then amount else 0 end)
    )
    select 3 as invariant, nichandle as account, coalesce('document ' || document_id, 'account ' || nichandle) as subject,
      case when state is null then format('%s left the gateway, and there is no payout', trim_scale(gateway / 100000000))
        else format('of its payout (%s, %s) %s left the gateway and %s went to the balance', state,
          trim_scale(amount / 100000000), trim_scale(gateway / 100000000), trim_scale(balance / 100000000)) end as message
    from broken left join accounts on accounts.account_id = broken.account_id
    order by broken.account_id, document_id limit ${limit}::integer`)
}
