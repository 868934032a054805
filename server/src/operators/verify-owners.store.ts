import sql from 'sql-template-tag'
import type { Transaction } from '../database/transaction.ts'
import type { Violation } from './verify.ts'

/** I8: movements of an account that name an order, an attempt or a document which the account does not have. */
export async function findStrayMovements(transaction: Transaction, limit: number): Promise<Violation[]> {
  return transaction.query<Violation>(sql`
    with broken as materialized (
      select movement.account_id, movement.id, movement.order_id, attempt_id, document_id
      from movements movement
      left join orders on orders.account_id = movement.account_id and orders.id = movement.order_id
      left join payment_attempts attempt on attempt.account_id = movement.account_id and attempt.id = movement.attempt_id
      left join documents document on document.account_id = movement.account_id and document.id = movement.document_id
      where (movement.order_id is not null and orders.id is null) or (attempt_id is not null and attempt.id is null)
        or (document_id is not null and document.id is null)
        or attempt.order_id <> movement.order_id or document.order_id <> movement.order_id
    )
    select 8 as invariant, nichandle as account, format('movement %s', id) as subject,
      format('of order %s, attempt %s and document %s one is not there, or not the account''s, or not of that order',
        coalesce(order_id::text, '-'), coalesce(attempt_id::text, '-'), coalesce(document_id, '-')) as message
    from broken left join accounts on accounts.account_id = broken.account_id
    order by broken.account_id, id limit ${limit}::integer`)
}

/** I8: documents, debts, payouts and attempts whose order, line or means is another's than their own. */
export async function findStrayPapers(transaction: Transaction, limit: number): Promise<Violation[]> {
  return transaction.query<Violation>(sql`
    with broken as materialized (
      select billed.account_id, format('document %s', document_id) as subject,
        format('its line %s is not that of order %s for service %s', billed.id, document.order_id, billed.service_id) as message
      from document_lines billed
      join documents document on document.account_id = billed.account_id and document.id = billed.document_id
      left join order_lines line on line.account_id = billed.account_id and line.order_id = document.order_id
        and line.id = billed.order_line_id
      where line.service_id is distinct from billed.service_id
      union all
      select document.account_id, format('document %s', document.id),
        format('it corrects %s, a document of order %s', document.corrects, bill.order_id)
      from documents document
      left join documents bill on bill.account_id = document.account_id and bill.id = document.corrects
      where document.corrects is not null and bill.order_id is distinct from document.order_id
      union all
      select debt.account_id, format('document %s', bill_id), format('its debt names order %s', debt.order_id)
      from debts debt left join documents bill on bill.account_id = debt.account_id and bill.id = debt.bill_id
      where bill.order_id is distinct from debt.order_id
      union all
      select payout.account_id, format('document %s', document_id),
        format('its payout names order %s and attempt %s', payout.order_id, attempt_id)
      from payouts payout
      left join documents document on document.account_id = payout.account_id and document.id = payout.document_id
      left join payment_attempts attempt on attempt.account_id = payout.account_id and attempt.id = payout.attempt_id
      where document.order_id is distinct from payout.order_id or (attempt.order_id is distinct from payout.order_id
        and not exists (
          select from order_debts paid join debts on debts.account_id = paid.account_id and debts.id = paid.debt_id
          where paid.account_id = payout.account_id and paid.order_id = attempt.order_id and debts.order_id = payout.order_id))
      union all
      select attempt.account_id, format('attempt %s', attempt.id),
        format('means %s of the account is no %s', means_id, means_kind)
      from payment_attempts attempt
      left join payment_means means on means.account_id = attempt.account_id and means.id = attempt.means_id
      where means_id is not null and means.kind is distinct from means_kind
    )
    select 8 as invariant, nichandle as account, subject, message
    from broken left join accounts on accounts.account_id = broken.account_id
    order by broken.account_id, subject limit ${limit}::integer`)
}

/** I8: ids and link groups that two accounts have, where one must name one thing of one account. */
export async function findSharedIds(transaction: Transaction, limit: number): Promise<Violation[]> {
  return transaction.query<Violation>(sql`
    with broken as materialized (
      select max(account_id) as account_id, min(account_id) as other, format('service %s', id) as subject
      from services group by id having min(account_id) <> max(account_id)
      union all
      select max(account_id), min(account_id), format('order %s', id)
      from orders group by id having min(account_id) <> max(account_id)
      union all
      select max(account_id), min(account_id), format('payment means %s', id)
      from payment_means group by id having min(account_id) <> max(account_id)
      union all
      select max(account_id), min(account_id), format('link group %s', link_group)
      from services where link_group is not null group by link_group having min(account_id) <> max(account_id)
    )
    select 8 as invariant, mine.nichandle as account, subject,
      format('account %s has one of the same number', coalesce(theirs.nichandle, other::text)) as message
    from broken
    left join accounts mine on mine.account_id = broken.account_id
    left join accounts theirs on theirs.account_id = broken.other
    order by broken.account_id, subject limit ${limit}::integer`)
}

/** I8: events that tell an account of an order, a service or a document which it does not have. */
export async function findStrayEvents(transaction: Transaction, limit: number): Promise<Violation[]> {
  return transaction.query<Violation>(sql`
    with broken as materialized (
      select event.account_id, event.id, type, event.order_id, service_id, document_id
      from events event
      left join orders on orders.account_id = event.account_id and orders.id = event.order_id
      left join services on services.account_id = event.account_id and services.id = event.service_id
      left join documents document on document.account_id = event.account_id and document.id = event.document_id
      where (event.order_id is not null and orders.id is null) or (service_id is not null and services.id is null)
        or (document_id is not null and document.id is null)
    )
    select 8 as invariant, nichandle as account, format('event %s', id) as subject,
      format('%s: of order %s, service %s and document %s one is not the account''s', type, coalesce(order_id::text, '-'),
        coalesce(service_id::text, '-'), coalesce(document_id, '-')) as message
    from broken left join accounts on accounts.account_id = broken.account_id
    order by broken.account_id, id limit ${limit}::integer`)
}
