import sql from 'sql-template-tag'
import type { Transaction } from '../database/transaction.ts'
import type { Violation } from './verify.ts'

/** I4: movements whose postings do not sum to zero. */
export async function findUnbalancedMovements(transaction: Transaction, limit: number): Promise<Violation[]> {
  return transaction.query<Violation>(sql`
    with broken as materialized (
      select account_id, movement_id, currency, sum(amount_ucents) as total from postings
      group by account_id, movement_id, currency having sum(amount_ucents) <> 0
    )
    select 4 as invariant, nichandle as account, format('movement %s', movement_id) as subject,
      format('its postings sum to %s %s', trim_scale(total / 100000000), broken.currency) as message
    from broken left join accounts on accounts.account_id = broken.account_id
    order by broken.account_id, movement_id, broken.currency limit ${limit}::integer`)
}

/** I4: currencies whose postings do not sum to zero in all. */
export async function findUnbalancedCurrencies(transaction: Transaction, limit: number): Promise<Violation[]> {
  return transaction.query<Violation>(sql`
    select 4 as invariant, null as account, format('currency %s', currency) as subject,
      format('all postings sum to %s', trim_scale(sum(amount_ucents) / 100000000)) as message
    from postings group by currency having sum(amount_ucents) <> 0
    order by currency limit ${limit}::integer`)
}

/** I4: accounts whose customer book is not what they owe by open debts, less refunds that are on their way. */
export async function findWrongCustomerBooks(transaction: Transaction, limit: number): Promise<Violation[]> {
  return transaction.query<Violation>(sql`
    with broken as materialized (
      select account_id, currency, sum(posted) as posted, sum(owed) as owed
      from (
        select account_id, currency, amount_ucents as posted, 0 as owed from postings where book = 'customer'
        union all
        select account_id, currency, 0, amount_ucents - credited_ucents from debts where closed_at is null
        union all
        select account_id, currency, 0, -amount_ucents from payouts where state = 'open'
      ) entries
      group by account_id, currency having sum(posted) <> sum(owed)
    )
    select 4 as invariant, nichandle as account, format('account %s', coalesce(nichandle, broken.account_id::text)) as subject,
      format('its customer book is at %s %s; open debts less open payouts are %s', trim_scale(posted / 100000000),
        broken.currency, trim_scale(owed / 100000000)) as message
    from broken left join accounts on accounts.account_id = broken.account_id
    order by broken.account_id, broken.currency limit ${limit}::integer`)
}

/** I4: documents whose amounts are not what was posted for them as revenue and tax, and debts that are not their bill's total. */
export async function findUnpostedDocuments(transaction: Transaction, limit: number): Promise<Violation[]> {
  return transaction.query<Violation>(sql`
    with posted as (
      select movement.account_id, document_id, -sum(amount_ucents) filter (where book = 'revenue') as net,
        -sum(amount_ucents) filter (where book = 'tax') as tax
      from movements movement
      join postings posting on posting.account_id = movement.account_id and posting.movement_id = movement.id
      where document_id is not null
      group by movement.account_id, document_id
    ), compared as (
      select document.account_id, id, case kind when 'bill' then 1 else -1 end as sign, net_ucents, tax_ucents,
        coalesce(net, 0) as net, coalesce(tax, 0) as tax
      from documents document
      left join posted on posted.account_id = document.account_id and posted.document_id = document.id
    ), broken as materialized (
      select account_id, id, format('it has %s and tax of %s; posted are %s and %s', trim_scale(net_ucents / 100000000),
        trim_scale(tax_ucents / 100000000), trim_scale(sign * net / 100000000), trim_scale(sign * tax / 100000000)) as message
      from compared where net <> sign * net_ucents or tax <> sign * tax_ucents
      union all
      select debt.account_id, bill_id, format('it is of %s, its debt of %s', trim_scale(gross_ucents / 100000000),
        trim_scale(debt.amount_ucents / 100000000))
      from debts debt join documents bill on bill.account_id = debt.account_id and bill.id = debt.bill_id
      where gross_ucents <> debt.amount_ucents or bill.currency <> debt.currency
    )
    select 4 as invariant, nichandle as account, format('document %s', id) as subject, message
    from broken left join accounts on accounts.account_id = broken.account_id
    order by broken.account_id, id limit ${limit}::integer`)
}
