import sql from 'sql-template-tag'
import { changeAutorenew } from '../src/actions/change-autorenew.ts'
import type { Parts } from '../src/actions/parts.ts'
import { runRenewals } from '../src/actions/run-renewals.ts'
import type { SettlementFacts } from '../src/actions/settle-payments.ts'
import type { Account } from '../src/customers/account.ts'
import type {
  AccountId,
  AttemptId,
  DocumentId,
  MeansId,
  Nichandle,
  OrderId,
  ServiceId,
} from '../src/identity/identity.ts'
import { type Currency, money, type Ucents } from '../src/money/money.ts'
import { wakeAccounts } from '../src/services/next-action.store.ts'
import { testAccount } from '../test/customer.ts'
import { givenMeans, type TestParts, testParts } from '../test/parts.ts'
import { testPlans, testServices } from '../test/services.ts'
import { type Fleet, plans } from './fleet.ts'
import type { House } from './house.ts'

/** The accounts of a simulated house, and what of theirs a step can pick. */
export interface World {
  readonly house: House
  readonly parts: TestParts
  readonly accounts: readonly Account[]
}

/** Two accounts with the services of a fleet. */
export async function makeWorld(house: House, fleet: Fleet): Promise<World> {
  const parts = testParts(house)
  parts.clock.set('2027-01-05T09:00:00Z')
  await testPlans(parts, plans)
  const first = await testAccount(parts)
  const second = await testAccount(parts, { country: 'PL', language: 'pl_PL' })
  await givenMeans(parts, first.id, { isDefault: true, label: 'first' })
  await givenMeans(parts, first.id, { kind: 'creditCard', label: '**** 5678' })
  await givenMeans(parts, second.id, { isDefault: true, kind: 'bankAccount', label: 'PL** 9012' })
  await testServices(parts, first.id, fleet.services[0])
  await testServices(parts, second.id, fleet.services[1])
  await changeAutorenew(parts, { accountId: first.id, renewDay: fleet.renewDays[0] })
  await changeAutorenew(parts, { accountId: second.id, renewDay: fleet.renewDays[1] })
  return { house, parts, accounts: [first, second] }
}

export interface PickedService {
  readonly accountId: AccountId
  readonly id: ServiceId
  readonly periods: readonly string[]
  readonly linked: readonly ServiceId[]
}

export async function pickService({ house }: World, index: number): Promise<PickedService | undefined> {
  const rows = await house.watching((open) =>
    open.query<PickedService>(sql`
      select account_id as "accountId", id,
        array(select period from plan_prices where plan_prices.plan_code = services.plan_code order by 1) as periods,
        array(select other.id from services other where other.account_id = services.account_id and other.id <> services.id
          and other.state <> 'terminated' and other.link_group = services.link_group)
          || array(select option.id from services option join plans on code = option.plan_code and follows_parent
            where option.account_id = services.account_id and option.parent_id = services.id and option.state <> 'terminated') as linked
      from services where state <> 'terminated' order by id`),
  )
  return rows[index % Math.max(rows.length, 1)]
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

export async function pickUnpaidBill({ house }: World, index: number): Promise<DocumentId | undefined> {
  const rows = await house.watching((open) =>
    open.query<{ id: DocumentId }>(sql`select bill_id as id from debts where closed_at is null order by id`),
  )
  return rows[index % Math.max(rows.length, 1)]?.id
}

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

export async function pickParked({ house }: World): Promise<AttemptId | undefined> {
  const rows = await house.watching((open) =>
    open.query<{ id: AttemptId }>(sql`select id from payment_attempts where state = 'parked' order by id limit 1`),
  )
  return rows[0]?.id
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
  if (attempt.state === 'succeeded' || attempt.state === 'partial') {
    return { accountId, attemptId, answer: { outcome: 'success', taken: money(received, currency), reference } }
  }
  return { accountId, attemptId, answer: { outcome: attempt.state, reason: reason ?? 'told again' } }
}

interface EndedAttempt {
  readonly accountId: AccountId
  readonly attemptId: AttemptId
  readonly state: 'succeeded' | 'partial' | 'declined' | 'failed'
  readonly reason: string | null
  readonly currency: Currency
  readonly received: Ucents
  readonly reference: string | null
}

export function accountOf({ accounts }: World, index: number): AccountId {
  const account = accounts[index % accounts.length]
  if (!account) throw new Error('a world has accounts')
  return account.id
}

export function nichandleOf({ accounts }: World, index: number): Nichandle {
  const account = accounts[index % accounts.length]
  if (!account) throw new Error('a world has accounts')
  return account.nichandle
}

/** What is wrong with a house in which everything that was due is done: things that are due and that nobody did. */
export async function findUndone(parts: Pick<Parts, 'transaction' | 'clock'>): Promise<readonly string[]> {
  const rows = await parts.transaction((open) =>
    open.query<{ what: string }>(sql`
      select format('service %s is due since %s', id, next_action_at) as what from services
      where state <> 'terminated' and next_action_at <= ${parts.clock.now()}::timestamptz
      union all
      select format('order %s is to expire since %s', id, expires_at) from orders
      where status = 'notPaid' and expires_at <= ${parts.clock.now()}::timestamptz
      union all
      select format('attempt %s is to be asked about since %s', id, resolve_at) from payment_attempts
      where resolve_at <= ${parts.clock.now()}::timestamptz`),
  )
  return rows.map((row) => row.what)
}

/**
 * What is done when every service is judged anew though nobody woke it: nothing, in a house that forgets none (rule A11). Called when
 * all that is due is done.
 */
export async function findForgotten({ parts, accounts }: World): Promise<readonly string[]> {
  await parts.transaction((open) =>
    wakeAccounts(
      open,
      accounts.map(({ id }) => id),
    ),
  )
  const { ordered, told, suspended, terminated } = await runRenewals(parts, { until: parts.clock.now() })
  if (ordered + told + suspended + terminated === 0) return []
  return [`services were forgotten: ${JSON.stringify({ ordered, told, suspended, terminated })}`]
}

/** Whether an order for a renewal no longer fits its services: what the guard must refuse (rule O5). */
export async function isOutdated({ house }: World, orderId: OrderId): Promise<boolean> {
  const rows = await house.watching((open) =>
    open.query(sql`
      select from orders
      join order_lines line on line.account_id = orders.account_id and line.order_id = orders.id
      join services on services.account_id = line.account_id and services.id = line.service_id
      where orders.id = ${orderId}::bigint and kind = 'renewal'
        and (services.state = 'terminated' or services.expires_on <> line.starts_on)`),
  )
  return rows.length > 0
}
