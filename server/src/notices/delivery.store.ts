import sql from 'sql-template-tag'
import type { Instant } from '../calendar/calendar.ts'
import type { Transaction } from '../database/transaction.ts'
import type { RecordedEvent } from '../events/event-list.store.ts'
import type { AccountId } from '../identity/identity.ts'
import type { WebhookId } from './webhook.ts'

/** A delivery that is due, claimed, with its event. */
export interface DueDelivery extends Omit<RecordedEvent, 'id'> {
  readonly accountId: AccountId
  readonly id: number
  readonly eventId: number
  readonly webhookId: WebhookId
  readonly url: string
  readonly secretSealed: Buffer
  /** While it still signs. */
  readonly oldSecretSealed: Buffer | null
  /** How many tries have failed. */
  readonly tries: number
}

export interface DeliveryClaim {
  readonly webhookId: WebhookId
  readonly now: Instant
  /** When they are due again should their worker die. */
  readonly againAt: Instant
  readonly limit: number
}

/** Takes deliveries to a webhook that are due, oldest first, and puts them off, so that a worker that dies loses none. */
export async function claimDeliveries(transaction: Transaction, claim: DeliveryClaim): Promise<DueDelivery[]> {
  const { webhookId, now, againAt, limit } = claim
  return transaction.query<DueDelivery>(sql`
    with due as materialized (
      select account_id, id from webhook_deliveries
      where webhook_id = ${webhookId}::bigint and state = 'waiting' and send_at <= ${now}::timestamptz
      order by send_at, id limit ${limit}::integer for no key update skip locked
    ), claimed as (
      update webhook_deliveries delivery set send_at = ${againAt}::timestamptz
      from due where delivery.account_id = due.account_id and delivery.id = due.id
      returning delivery.*
    )
    select claimed.account_id as "accountId", claimed.id, tries, webhook_id as "webhookId", url, secret_sealed as "secretSealed",
      case when old_secret_until > ${now}::timestamptz then old_secret_sealed end as "oldSecretSealed",
      event.id as "eventId", transaction_id::text as "transactionId", at, type, nichandle as account,
      service_id as "serviceId", order_id as "orderId", document_id as "documentId", data
    from claimed
    join webhooks on webhooks.id = webhook_id
    join events event on event.account_id = claimed.account_id and event.id = event_id
    join accounts on accounts.account_id = claimed.account_id
    order by claimed.id`)
}

/** What became of a try. */
export interface DeliveryTry {
  readonly accountId: AccountId
  readonly id: number
  readonly state: DeliveryState
  readonly status: number | null
  /** Null: it was taken. */
  readonly failure: string | null
  /** When it is tried next; null when it is not. */
  readonly sendAt: Instant | null
}

export type DeliveryState = 'waiting' | 'delivered' | 'dead'

/** Writes what became of tries; deliveries that have ended stay as they are. */
export async function writeDeliveryTries(
  transaction: Transaction,
  tries: readonly DeliveryTry[],
  now: Instant,
): Promise<void> {
  await transaction.query(sql`
    update webhook_deliveries delivery set state = given.state, status = given.status, failure = given.failure,
      send_at = given.send_at, tries = tries + 1,
      ended_at = case when given.state = 'waiting' then null else ${now}::timestamptz end
    from unnest(
      ${tries.map((one) => one.accountId)}::bigint[],
      ${tries.map((one) => one.id)}::bigint[],
      ${tries.map((one) => one.state)}::text[],
      ${tries.map((one) => one.status)}::smallint[],
      ${tries.map((one) => one.failure)}::text[],
      ${tries.map((one) => one.sendAt)}::timestamptz[]
    ) as given (account_id, id, state, status, failure, send_at)
    where delivery.account_id = given.account_id and delivery.id = given.id and delivery.state = 'waiting'`)
}

/** A delivery as it is listed. */
export interface ListedDelivery {
  readonly id: number
  readonly eventId: number
  readonly type: string
  readonly account: string
  readonly state: DeliveryState
  readonly tries: number
  readonly status: number | null
  readonly failure: string | null
  readonly createdAt: Instant
  readonly sendAt: Instant | null
  readonly endedAt: Instant | null
}

export interface DeliveryFilter {
  readonly webhookId: WebhookId
  readonly state: DeliveryState | null
  readonly after: number
  readonly limit: number
}

/** The deliveries of a webhook, oldest first. */
export async function listDeliveries(transaction: Transaction, filter: DeliveryFilter): Promise<ListedDelivery[]> {
  return transaction.query<ListedDelivery>(sql`
    select delivery.id, event_id as "eventId", event.type, nichandle as account, state, tries, status, failure,
      delivery.created_at as "createdAt", nullif(send_at, '-infinity') as "sendAt", ended_at as "endedAt"
    from webhook_deliveries delivery
    join events event on event.account_id = delivery.account_id and event.id = event_id
    join accounts on accounts.account_id = delivery.account_id
    where webhook_id = ${filter.webhookId}::bigint and delivery.id > ${filter.after}::bigint
      and (${filter.state}::text is null or state = ${filter.state}::text)
    order by delivery.id limit ${filter.limit}::integer`)
}
