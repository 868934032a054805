import sql from 'sql-template-tag'
import type { Parts } from '../src/actions/parts.ts'
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
import { testAccount } from '../test/customer.ts'
import { givenMeans, type TestParts } from '../test/parts.ts'
import { testPlans, testServices } from '../test/services.ts'

/** The accounts of a simulated house, and what of theirs a step can pick. */
export interface World {
  readonly parts: TestParts
  readonly accounts: readonly Account[]
}

const plans = [
  { code: 'vps', prices: { P1M: '3.50', P3M: '10.50', P1Y: '39.00' } },
  { code: 'domain', prices: { P1Y: '1.99', P2Y: '3.98' }, deletionDays: 45 },
  { code: 'hosting', prices: { P1M: '2.99', P1Y: '35.88' } },
  { code: 'forced', prices: { P1M: '7.77' }, manualAllowed: false },
  { code: 'backup', prices: { P1M: '1.11', P3M: '3.33', P1Y: '11.10' }, followsParent: true },
  { code: 'cdn', prices: { P1M: '0.55', P1Y: '6.60' } },
  { code: 'gift', prices: { P1M: '0' } },
  { code: 'bonus', prices: { P1M: '-0.50' } },
  { code: 'fortnight', prices: { P2W: '0.10' } },
]

/**
 * Two accounts with services of every kind that the rules tell apart, all of them ending within two months: anchored on the 31st, linked,
 * options that follow and that do not, free, with a negative price, of short periods, forced, manual. One account has a `renewDay`.
 */
export async function makeWorld(parts: TestParts): Promise<World> {
  parts.clock.set('2027-01-05T09:00:00Z')
  await testPlans(parts, plans)
  const first = await testAccount(parts)
  const second = await testAccount(parts, { country: 'PL', language: 'pl_PL' })
  await parts.transaction((open) =>
    open.query(sql`update accounts set renew_day = 15 where account_id = ${second.id}::bigint`),
  )
  await givenMeans(parts, first.id, { isDefault: true, label: 'first' })
  await givenMeans(parts, first.id, { kind: 'creditCard', label: '**** 5678' })
  await givenMeans(parts, second.id, { isDefault: true, kind: 'bankAccount', label: 'PL** 9012' })
  await testServices(parts, first.id, [
    { id: 1, plan: 'vps', start: '2026-12-31', expires: '2027-01-31', period: 'P1M', mode: 'automatic' },
    { id: 2, plan: 'domain', start: '2026-02-10', expires: '2027-02-10', period: 'P1Y', mode: 'automatic', link: 1 },
    { id: 3, plan: 'hosting', start: '2027-01-10', expires: '2027-02-10', period: 'P1M', mode: 'automatic', link: 1 },
    { id: 4, plan: 'backup', start: '2026-12-31', expires: '2027-01-31', period: 'P1M', mode: 'automatic', parent: 1 },
    { id: 5, plan: 'cdn', start: '2026-12-20', expires: '2027-01-20', period: 'P1M', mode: 'automatic', parent: 3 },
    {
      id: 6,
      plan: 'domain',
      start: '2026-01-25',
      expires: '2027-01-25',
      period: 'P1Y',
      mode: 'manual',
      name: 'manual.ovh',
    },
    { id: 7, plan: 'gift', start: '2026-12-15', expires: '2027-01-15', period: 'P1M', mode: 'automatic' },
    { id: 8, plan: 'bonus', start: '2026-12-15', expires: '2027-01-15', period: 'P1M', mode: 'automatic' },
  ])
  await testServices(parts, second.id, [
    { id: 21, plan: 'vps', start: '2026-12-29', expires: '2027-01-29', period: 'P1M', mode: 'automatic' },
    { id: 22, plan: 'forced', start: '2026-12-08', expires: '2027-01-08', period: 'P1M', mode: 'automatic' },
    { id: 23, plan: 'fortnight', start: '2027-01-01', expires: '2027-01-15', period: 'P2W', mode: 'automatic' },
    {
      id: 24,
      plan: 'vps',
      start: '2026-10-31',
      expires: '2027-01-31',
      period: 'P3M',
      mode: 'automatic',
      name: 'quarter',
    },
    {
      id: 25,
      plan: 'domain',
      start: '2026-02-28',
      expires: '2027-02-28',
      period: 'P1Y',
      mode: 'automatic',
      name: 'dom.pl',
    },
  ])
  return { parts, accounts: [first, second] }
}

export interface PickedService {
  readonly accountId: AccountId
  readonly id: ServiceId
  readonly periods: readonly string[]
  readonly linked: readonly ServiceId[]
}

export async function pickService({ parts }: World, index: number): Promise<PickedService | undefined> {
  const rows = await parts.transaction((open) =>
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
  { parts }: World,
  index: number,
): Promise<{ readonly accountId: AccountId; readonly id: OrderId } | undefined> {
  const rows = await parts.transaction((open) =>
    open.query<{ accountId: AccountId; id: OrderId }>(sql`
      select account_id as "accountId", id from orders order by status = 'notPaid' desc, id desc limit 6`),
  )
  return rows[index % Math.max(rows.length, 1)]
}

export async function pickUnpaidBill({ parts }: World, index: number): Promise<DocumentId | undefined> {
  const rows = await parts.transaction((open) =>
    open.query<{ id: DocumentId }>(sql`select bill_id as id from debts where closed_at is null order by id`),
  )
  return rows[index % Math.max(rows.length, 1)]?.id
}

export async function pickMeans(
  { parts }: World,
  accountId: AccountId | null,
  index: number,
): Promise<MeansId | undefined> {
  const rows = await parts.transaction((open) =>
    open.query<{ id: MeansId }>(sql`
      select id from payment_means
      where state <> 'removed' and (${accountId}::bigint is null or account_id = ${accountId}::bigint) order by id`),
  )
  return rows[index % Math.max(rows.length, 1)]?.id
}

export async function pickParked({ parts }: World): Promise<AttemptId | undefined> {
  const rows = await parts.transaction((open) =>
    open.query<{ id: AttemptId }>(sql`select id from payment_attempts where state = 'parked' order by id limit 1`),
  )
  return rows[0]?.id
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
