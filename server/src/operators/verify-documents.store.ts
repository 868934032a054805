import sql from 'sql-template-tag'
import type { Transaction } from '../database/transaction.ts'
import type { Violation } from './verify.ts'

/** I5: documents whose number does not follow the one before in its series. */
export async function findNumberGaps(transaction: Transaction, limit: number): Promise<Violation[]> {
  return transaction.query<Violation>(sql`
    with broken as materialized (
      select account_id, id, number, before
      from (
        select account_id, id, number,
          lag(number, 1, 0) over (partition by legal_entity, kind, year order by number) as before
        from documents
      ) numbered
      where number <> before + 1
    )
    select 5 as invariant, nichandle as account, format('document %s', id) as subject,
      case when number = before then format('another document of its series has number %s too', number)
        else format('it has number %s, the one before it in its series %s', number, before) end as message
    from broken left join accounts on accounts.account_id = broken.account_id
    order by broken.account_id, id limit ${limit}::integer`)
}

/** I5: series whose last number is not that of their last document. */
export async function findWrongSeries(transaction: Transaction, limit: number): Promise<Violation[]> {
  return transaction.query<Violation>(sql`
    select 5 as invariant, null as account, format('series %s %s %s', legal_entity, kind, year) as subject,
      format('its last number is %s, its last document''s %s', coalesce(last_number, 0), coalesce(last_document, 0)) as message
    from document_series full join (
      select legal_entity, kind, year, max(number) as last_document from documents group by legal_entity, kind, year
    ) issued using (legal_entity, kind, year)
    where coalesce(last_number, 0) <> coalesce(last_document, 0)
    order by legal_entity, kind, year limit ${limit}::integer`)
}

/** I5: documents whose name is not their number, or whose amounts do not add up. */
export async function findWrongDocuments(transaction: Transaction, limit: number): Promise<Violation[]> {
  return transaction.query<Violation>(sql`
    with lines as (
      select account_id, document_id, sum(total_price_ucents) as total from document_lines group by account_id, document_id
    ), named as (
      select document.account_id, id, net_ucents, tax_ucents, gross_ucents, coalesce(total, 0) as total,
        format('%s%s-%s', case kind when 'bill' then 'B' else 'R' end, year,
          lpad(number::text, greatest(6, length(number::text)), '0')) as numbered
      from documents document
      left join lines on lines.account_id = document.account_id and lines.document_id = document.id
    ), broken as materialized (
      select * from named where id <> numbered or net_ucents <> total or gross_ucents <> net_ucents + tax_ucents
    )
    select 5 as invariant, nichandle as account, format('document %s', id) as subject,
      case when id <> numbered then format('by its number it is %s', numbered)
        when net_ucents <> total then format('its lines sum to %s, it says %s', trim_scale(total / 100000000),
          trim_scale(net_ucents / 100000000))
        else format('%s and tax of %s are not %s', trim_scale(net_ucents / 100000000), trim_scale(tax_ucents / 100000000),
          trim_scale(gross_ucents / 100000000)) end as message
    from broken left join accounts on accounts.account_id = broken.account_id
    order by broken.account_id, id limit ${limit}::integer`)
}

/** I5: documents of an order that have other amounts than it, and bills of which more was refunded than they are of. */
export async function findDocumentsUnlikeOrders(transaction: Transaction, limit: number): Promise<Violation[]> {
  return transaction.query<Violation>(sql`
    with refunds as (
      select account_id, corrects, sum(net_ucents) as net, sum(gross_ucents) as gross
      from documents where corrects is not null group by account_id, corrects
    ), broken as materialized (
      select document.account_id, document.id, format('it is of %s and %s tax, its order %s of %s and %s',
        trim_scale(document.net_ucents / 100000000), trim_scale(document.tax_ucents / 100000000), order_id,
        trim_scale(orders.net_ucents / 100000000), trim_scale(orders.tax_ucents / 100000000)) as message
      from documents document
      join orders on orders.account_id = document.account_id and orders.id = document.order_id
      where corrects is null and (document.currency <> orders.currency
        or document.net_ucents <> orders.net_ucents * case document.kind when 'bill' then 1 else -1 end
        or document.tax_ucents <> orders.tax_ucents * case document.kind when 'bill' then 1 else -1 end)
      union all
      select bill.account_id, bill.id, format('%s of %s were refunded', trim_scale(refunds.gross / 100000000),
        trim_scale(gross_ucents / 100000000))
      from documents bill join refunds on refunds.account_id = bill.account_id and refunds.corrects = bill.id
      where refunds.gross > gross_ucents or refunds.net > net_ucents or bill.kind <> 'bill'
    )
    select 5 as invariant, nichandle as account, format('document %s', id) as subject, message
    from broken left join accounts on accounts.account_id = broken.account_id
    order by broken.account_id, id limit ${limit}::integer`)
}

/** I5: tables that are written once and whose guard against changes is gone or off. */
export async function findUnguardedTables(transaction: Transaction, limit: number): Promise<Violation[]> {
  return transaction.query<Violation>(sql`
    select 5 as invariant, null as account, format('table %s', name) as subject,
      'what stands in it can be changed: its trigger is gone or disabled' as message
    from unnest(array['documents', 'document_lines', 'movements', 'postings']) as guarded (name)
    left join pg_trigger on tgrelid = name::regclass and tgname = name || '_immutable' and tgenabled in ('O', 'A')
    where tgname is null order by name limit ${limit}::integer`)
}
