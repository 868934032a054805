import sql from 'sql-template-tag'
import type { Parts } from '../src/actions/parts.ts'
import { parsePeriod } from '../src/calendar/period.ts'
import type { Plan } from '../src/catalog/plan.ts'
import { insertPlans, writePrices } from '../src/catalog/plan-register.store.ts'
import type { AccountId, OrderId, ServiceId } from '../src/identity/identity.ts'
import { type Currency, parseAmount } from '../src/money/money.ts'
import type { RenewalMode } from '../src/services/service.ts'
import { insertFirstPeriods, insertServices } from '../src/services/service-register.store.ts'
import type { ServicePast } from '../src/services/service-register.ts'

/** A plan in few words; prices by period. */
export interface TestPlan extends Partial<Omit<Plan, 'code'>> {
  readonly code: string
  readonly prices?: Readonly<Record<string, string>>
  readonly currency?: Currency
  readonly validFrom?: string
}

/** A service in few words: paid for a year from 15 January 2026, manual. */
export interface TestService extends ServicePast {
  readonly id: number
  readonly plan: string
  readonly family?: string
  readonly name?: string
  readonly parent?: number
  readonly link?: number
  readonly start?: string
  readonly expires?: string
  readonly period?: string
  readonly mode?: RenewalMode
  readonly quantity?: number
}

export async function testPlans(parts: Pick<Parts, 'transaction'>, plans: readonly TestPlan[]): Promise<void> {
  const dated = plans.flatMap(({ code, prices = {}, currency = 'EUR', validFrom = '2020-01-01' }) =>
    Object.entries(prices).map(([period, value]) => ({
      planCode: code,
      period: parsePeriod(period),
      currency,
      ucents: parseAmount(value, currency).ucents,
      validFrom: Temporal.PlainDate.from(validFrom),
    })),
  )
  await parts.transaction(async (transaction) => {
    await insertPlans(transaction, plans.map(toPlan))
    await writePrices(transaction, dated)
  })
}

export async function testServices(
  parts: Pick<Parts, 'transaction'>,
  accountId: AccountId,
  services: readonly TestService[],
): Promise<void> {
  const identified = services.map((words) => toService(accountId, words))
  await parts.transaction(async (transaction) => {
    await insertServices(transaction, identified, Temporal.Instant.from('2026-01-15T09:00:00Z'))
    await insertFirstPeriods(transaction, identified)
  })
}

function toPlan({ prices: _, currency: __, validFrom: ___, ...words }: TestPlan): Plan {
  const kind = { manualAllowed: true, oneShot: false, followsParent: false, deletionDays: 30 }
  return { family: words.code, serviceType: words.code, ...kind, ...words }
}

function toService(accountId: AccountId, words: TestService) {
  const { id, plan, family, name, parent, link, start, expires, period, mode, quantity, ...past } = words
  const startsOn = Temporal.PlainDate.from(start ?? '2026-01-15')
  return {
    accountId,
    id: id as ServiceId,
    planCode: plan,
    family: family ?? plan,
    name: name ?? `service-${id}`,
    parentId: (parent ?? null) as ServiceId | null,
    linkGroup: link ?? null,
    linkedTo: [],
    quantity: quantity ?? 1,
    startsOn,
    expiresOn: expires === undefined ? startsOn.add({ years: 1 }) : Temporal.PlainDate.from(expires),
    anchorDay: startsOn.day,
    period: parsePeriod(period ?? 'P1Y'),
    mode: mode ?? 'manual',
    past,
  } as const
}

/** An unpaid automatic bill for services, 10.00 EUR each; answers the order to pay. */
export async function testOpenBill(
  parts: Pick<Parts, 'transaction'>,
  accountId: AccountId,
  serviceIds: readonly number[],
  openedAt = '2026-11-20T12:00:00Z',
): Promise<OrderId> {
  const [order] = await parts.transaction((transaction) =>
    transaction.query<{ readonly id: OrderId }>(sql`
      with made as (
        insert into orders (account_id, kind, identity, status, currency, net_ucents, tax_ucents, gross_ucents,
          password_sealed, created_at)
        values (${accountId}::bigint, 'automatic', 'auto:' || ${openedAt}::text, 'notPaid', 'EUR', 1000000000, 0, 1000000000,
          '', ${openedAt}::timestamptz)
        returning account_id, id
      ), line as (
        insert into order_lines (account_id, order_id, service_id, plan_code, service_type, service_name, period, starts_on,
          ends_on, quantity, unit_price_ucents, total_price_ucents, tax_rate_ppm)
        select made.account_id, made.id, services.id, plan_code, plan_code, name, period, expires_on, expires_on + 365, 1,
          1000000000, 1000000000, 0
        from made join services on services.account_id = made.account_id and services.id = any (${serviceIds}::bigint[])
      ), bill as (
        insert into documents (account_id, id, kind, legal_entity, year, number, order_id, category, currency, net_ucents,
          tax_ucents, gross_ucents, seller, customer, password_sealed, issued_at)
        select account_id, 'B' || id, 'bill', 'odnowa', 2026, id, id, 'autorenew', 'EUR', 1000000000, 0, 1000000000, '{}',
          '{}', '', ${openedAt}::timestamptz
        from made
      )
      insert into debts (account_id, bill_id, order_id, currency, amount_ucents, opened_at, counts_from)
      select account_id, 'B' || id, id, 'EUR', 1000000000, ${openedAt}::timestamptz, ${openedAt}::timestamptz from made
      returning order_id as id`),
  )
  if (!order) throw new Error('no bill was made')
  return order.id
}

/** The guide's services, 12345 and 67890 with its CDN 67891, and the VPS 112233 with a snapshot, on plans in EUR. */
export async function testGuide(parts: Pick<Parts, 'transaction'>, accountId: AccountId): Promise<void> {
  await testPlans(parts, [
    { code: 'domain-ovh', family: 'domain', serviceType: 'Domain .ovh', prices: { P1Y: '1.99', P2Y: '3.98' } },
    {
      code: 'hosting-perso-2014',
      family: 'hosting/web',
      serviceType: 'Hosting Perso 2014',
      prices: { P1M: '2.99', P1Y: '35.88' },
    },
    { code: 'cdn-basic', family: 'hosting/web/cdn', serviceType: 'CDN Basic', prices: { P1M: '1.00', P1Y: '12.00' } },
    {
      code: 'vps-starter',
      family: 'vps',
      serviceType: 'VPS Starter',
      prices: { P1M: '3.50', P3M: '10.50', P6M: '21.00', P1Y: '39.00' },
    },
    { code: 'vps-snapshot', family: 'vps/option', serviceType: 'Snapshot', prices: { P1M: '1.00', P3M: '3.00' } },
  ])
  await testServices(parts, accountId, [
    { id: 12345, plan: 'domain-ovh', family: 'domain', name: 'example.ovh', link: 12345 },
    { id: 67890, plan: 'hosting-perso-2014', family: 'hosting/web', name: 'example.ovh', link: 12345 },
    { id: 67891, plan: 'cdn-basic', family: 'hosting/web/cdn', name: 'cdn', parent: 67890 },
    { id: 112233, plan: 'vps-starter', family: 'vps', name: 'vps112233.ovh.net', period: 'P1M' },
    { id: 112234, plan: 'vps-snapshot', family: 'vps/option', name: 'snapshot', parent: 112233, period: 'P1M' },
  ])
}
