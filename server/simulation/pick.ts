import sql from 'sql-template-tag'
import type { SettlementFacts } from '../src/actions/paying/settle-attempts.ts'
import type { AccountId, AttemptId, DocumentId, MeansId, OrderId, ServiceId } from '../src/identity/identity.ts'
import { type Currency, money, type Ucents } from '../src/money/money.ts'
import type { World } from './world.ts'

export interface PickedService {
  readonly accountId: AccountId
  readonly id: ServiceId
  readonly periods: readonly string[]
  readonly linked: readonly ServiceId[]
  readonly isOrdered: boolean
}

/**
 * A live service; for every other number one for which a person
 * has an unpaid order, where there is one: what is done to it then is of interest.
 */
export async function pickService({ house }: World, index: number): Promise<PickedService | undefined> {
  const rows = await house.watching((open) =>
    open.query<PickedService>(sql`
      select account_id as "accountId", id,
        array(select period from plan_prices where plan_prices.plan_code = services.plan_code order by 1) as periods,
        array(select other.id from services other where other.account_id = services.account_id and other.id <> services.id
          and other.state <> 'terminated' and other.link_group = services.link_group)
          || array(select option.id from services option join plans on code = option.plan_code and follows_parent
            where option.account_id = services.account_id and option.parent_id = services.id and option.state <> 'terminated') as linked,
        exists (
          select from order_lines line join orders on orders.account_id = line.account_id and orders.id = line.order_id
          where line.account_id = services.account_id and line.service_id = services.id and status = 'notPaid'
            and kind = 'renewal'
        ) as "isOrdered"
      from services where state <> 'terminated' order by id`),
  )
  const ordered = index % 2 === 0 ? [] : rows.filter(({ isOrdered }) => isOrdered)
  const among = ordered.length === 0 ? rows : ordered
  return among[Math.floor(index / 2) % Math.max(among.length, 1)]
}

/** One of the latest orders: old ones are of little interest. */
export async function pickOrder(
  { house }: World,
  index: number,
): Promise<{ readonly accountId: AccountId; readonly id: OrderId } | undefined> {
  const rows = await house.watching((open) =>
    open.query<{ accountId: AccountId; id: OrderId }>(sql`
      select account_id as "accountId", id from orders order by status = 'notPaid' desc, id desc limit 6`),
  )
  return rows[index % Math.max(rows.length, 1)]
}

/** The `index`-th open automatic bill, counted round and round; undefined when all are paid. */
export async function pickUnpaidBill({ house }: World, index: number): Promise<DocumentId | undefined> {
  const rows = await house.watching((open) =>
    open.query<{ id: DocumentId }>(sql`select bill_id as id from debts where closed_at is null order by id`),
  )
  return rows[index % Math.max(rows.length, 1)]?.id
}

/** The `index`-th means that is not removed, blocked and expired ones too; `accountId` null: of anybody. */
export async function pickMeans(
  { house }: World,
  accountId: AccountId | null,
  index: number,
): Promise<MeansId | undefined> {
  const rows = await house.watching((open) =>
    open.query<{ id: MeansId }>(sql`
      select id from payment_means
      where state <> 'removed' and (${accountId}::bigint is null or account_id = ${accountId}::bigint) order by id`),
  )
  return rows[index % Math.max(rows.length, 1)]?.id
}

/** The oldest attempt that waits for the operator; undefined when there is none. */
export async function pickParked({ house }: World): Promise<AttemptId | undefined> {
  const rows = await house.watching((open) =>
    open.query<{ id: AttemptId }>(sql`select id from payment_attempts where state = 'parked' order by id limit 1`),
  )
  return rows[0]?.id
}

/** A charge by which an order was paid, as its provider knows it. */
export async function pickPaidOrder({ house }: World, index: number): Promise<OrderId | undefined> {
  const rows = await house.watching((open) =>
    open.query<{ id: OrderId }>(sql`
      select order_id as id from payment_attempts
      where state = 'succeeded' and means_kind not in ('ovhAccount', 'fidelityAccount') order by ended_at desc, id limit 8`),
  )
  return rows[index % Math.max(rows.length, 1)]?.id
}

/** An attempt that has ended, with the answer by which it did, as its provider would tell it again. */
export async function pickEnded({ house }: World, index: number): Promise<SettlementFacts | undefined> {
  const attempts = await house.watching((open) =>
    open.query<EndedAttempt>(sql`
      select account_id as "accountId", id as "attemptId", state, reason, currency, received_ucents as received,
        gateway_reference as reference
      from payment_attempts
      where ended_at is not null and means_kind not in ('ovhAccount', 'fidelityAccount') order by ended_at desc, id limit 8`),
  )
  const attempt = attempts[index % Math.max(attempts.length, 1)]
  if (!attempt) return undefined
  const { accountId, attemptId, reason, received, currency, reference } = attempt
  if (attempt.state === 'declined' || attempt.state === 'failed') {
    return { accountId, attemptId, answer: { outcome: attempt.state, reason: reason ?? 'told again' } }
  }
  return { accountId, attemptId, answer: { outcome: 'success', taken: money(received, currency), reference } }
}

interface EndedAttempt {
  readonly accountId: AccountId
  readonly attemptId: AttemptId
  readonly state: 'succeeded' | 'partial' | 'declined' | 'failed' | 'chargedBack'
  readonly reason: string | null
  readonly currency: Currency
  readonly received: Ucents
  readonly reference: string | null
}

/** An attempt that ended without money, of which its provider finds out that it did take some (rules P2, P4). */
export async function pickLateMoney({ house }: World, index: number): Promise<SettlementFacts | undefined> {
  const found = await house.watching(async (open) => {
    const attempts = await open.query<{ id: AttemptId }>(sql`
      select attempt.id from payment_attempts attempt join sandbox.charges on idempotency_key = attempt.id
      where attempt.state in ('declined', 'failed') order by ended_at desc, attempt.id limit 8`)
    return open.query<Pick<EndedAttempt, 'accountId' | 'attemptId' | 'currency' | 'received'>>(sql`
      update sandbox.charges charge set state = 'succeeded', taken_ucents = asked_ucents
      from payment_attempts attempt
      where attempt.id = ${attempts[index % Math.max(attempts.length, 1)]?.id ?? null}::uuid and idempotency_key = attempt.id
      returning account_id as "accountId", attempt.id as "attemptId", charge.currency, taken_ucents as received`)
  })
  return found.map(({ accountId, attemptId, currency, received }) => {
    const answer = { outcome: 'success', taken: money(received, currency), reference: `late-${attemptId}` } as const
    return { accountId, attemptId, answer }
  })[0]
}
