import sql from 'sql-template-tag'
import type { Instant } from '../calendar/calendar.ts'
import type { Transaction } from '../database/transaction.ts'
import type { Webhook, WebhookId } from './webhook.ts'

export interface NewWebhook extends Omit<Webhook, 'id'> {
  readonly secretSealed: Buffer
}

/** Registers a webhook for what happens from now on. */
export async function insertWebhook(transaction: Transaction, webhook: NewWebhook): Promise<Webhook[]> {
  return transaction.query<Webhook>(sql`
    insert into webhooks (url, events, secret_sealed, cursor_transaction, cursor_event, created_at)
    select ${webhook.url}, ${webhook.events}::text[], ${webhook.secretSealed}::bytea,
      coalesce(last.transaction_id, '0'::xid8), coalesce(last.id, 0), ${webhook.createdAt}::timestamptz
    from (select 1) as one left join lateral (
      select transaction_id, id from events where transaction_id < pg_snapshot_xmin(pg_current_snapshot())
      order by transaction_id desc, id desc limit 1
    ) last on true
    returning id, url, events, created_at as "createdAt"`)
}

/** Webhooks after a number, without their secrets. */
export async function listWebhooks(transaction: Transaction, after: number, limit: number): Promise<Webhook[]> {
  return transaction.query<Webhook>(sql`
    select id, url, events, created_at as "createdAt" from webhooks
    where id > ${after}::bigint order by id limit ${limit}::integer`)
}

/** Ends a webhook, with its deliveries. */
export async function deleteWebhook(transaction: Transaction, id: WebhookId): Promise<Webhook[]> {
  return transaction.query<Webhook>(sql`
    delete from webhooks where id = ${id}::bigint returning id, url, events, created_at as "createdAt"`)
}

/** Gives a webhook a new secret; the one it had signs beside it until a moment. */
export async function rotateSecret(
  transaction: Transaction,
  id: WebhookId,
  secretSealed: Buffer,
  oldUntil: Instant,
): Promise<Webhook[]> {
  return transaction.query<Webhook>(sql`
    update webhooks set old_secret_sealed = secret_sealed, old_secret_until = ${oldUntil}::timestamptz,
      secret_sealed = ${secretSealed}::bytea
    where id = ${id}::bigint
    returning id, url, events, created_at as "createdAt"`)
}

/**
 * Makes deliveries of the next events for one webhook, and moves its cursor behind them; one that another worker is busy with is passed
 * over. Events of transactions behind one that is still open wait, so that none is missed.
 * @returns how many events were looked at, 0 when there are none left
 */
export async function spreadEvents(
  transaction: Transaction,
  id: WebhookId,
  now: Instant,
  limit: number,
): Promise<number> {
  const [row] = await transaction.query<{ readonly count: number }>(sql`
    with hook as materialized (
      select * from webhooks where id = ${id}::bigint for no key update skip locked
    ), batch as materialized (
      select event.* from hook cross join lateral (
        select transaction_id, account_id, id, type from events
        where transaction_id < pg_snapshot_xmin(pg_current_snapshot())
          and (transaction_id, id) > (hook.cursor_transaction, hook.cursor_event)
        order by transaction_id, id limit ${limit}::integer
      ) event
    ), made as (
      insert into webhook_deliveries (account_id, webhook_id, event_id, created_at)
      select account_id, hook.id, batch.id, ${now}::timestamptz from batch cross join hook
      where type = any (hook.events) or '*' = any (hook.events)
      order by transaction_id, batch.id
    ), moved as (
      update webhooks set cursor_transaction = last.transaction_id, cursor_event = last.id
      from (select transaction_id, id from batch order by transaction_id desc, id desc limit 1) last
      where webhooks.id = ${id}::bigint
    )
    select count(*)::integer as count from batch`)
  return row?.count ?? 0
}
