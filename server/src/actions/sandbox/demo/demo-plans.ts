import { parsePeriod } from '../../../calendar/period.ts'
import type { Plan } from '../../../catalog/plan.ts'
import type { DatedPrice } from '../../../catalog/plan-register.store.ts'
import { type Currency, multiply, parseAmount, toDecimal } from '../../../money/money.ts'
import { showcase } from './showcase.ts'

export interface DemoPlan {
  readonly plan: Plan
  readonly prices: readonly DatedPrice[]
}

type Prices = Readonly<Record<string, string>>
type Traits = Partial<Omit<Plan, 'code' | 'family' | 'serviceType'>>

const domain: Traits = { deletionDays: 45 }

/** Plans with a part in the guide or a state of their own. */
const named: readonly DemoPlan[] = [
  demoPlan('domain-ovh', 'domain', 'Domain .ovh', { P1Y: '1.99', P2Y: '3.98' }, domain, { P1Y: '8.99', P2Y: '17.98' }),
  demoPlan('domain-com', 'domain', 'Domain .com', { P1Y: '9.99', P2Y: '19.98', P3Y: '29.97' }, domain),
  demoPlan(
    'hosting-perso-2014',
    'hosting/web',
    'Hosting Perso 2014',
    { P1M: '2.99', P1Y: '35.88' },
    {},
    {
      P1M: '12.99',
      P1Y: '155.88',
    },
  ),
  demoPlan('hosting-pro-2014', 'hosting/web', 'Hosting Pro 2014', { P1M: '5.99', P1Y: '71.88' }),
  demoPlan('hosting-cdn-basic', 'hosting/web/cdn', 'CDN Basic', { P1M: '1.00', P1Y: '12.00' }),
  demoPlan('hosting-email-option', 'hosting/web/emailOption', 'E-mail accounts', { P1M: '0.50', P1Y: '6.00' }),
  demoPlan(
    'hosting-sql-perso',
    'hosting/web/extraSqlPerso',
    'Extra SQL database',
    { P1M: '0.75', P1Y: '9.00' },
    {
      followsParent: true,
    },
  ),
  demoPlan('hosting-local-seo', 'hosting/web/localSeo/location', 'Local SEO location', { P1M: '2.50', P1Y: '30.00' }),
  demoPlan(
    'vps-starter',
    'vps',
    'VPS Starter',
    { P1M: '3.50', P3M: '10.50', P6M: '21.00', P1Y: '39.00' },
    {},
    { P1M: '15.00', P3M: '45.00', P6M: '90.00', P1Y: '165.00' },
  ),
  demoPlan('vps-snapshot', 'vps/option', 'VPS snapshot', { P1M: '0.50', P3M: '1.50', P6M: '3.00', P1Y: '6.00' }),
  demoPlan('email-pro-account', 'email/pro/account', 'Email Pro account', { P1M: '1.20', P1Y: '12.00' }),
  demoPlan('loadbalancer-zone', 'ipLoadbalancing/zone', 'Load Balancer zone', { P1M: '5.00', P1Y: '50.00' }),
  demoPlan('zone-standard', 'domain/zone', 'DNS zone', { P1Y: '1.00', P2Y: '2.00' }, domain),
  demoPlan('zone-anycast', 'domain/zone/option', 'DNS anycast', { P1Y: '1.20', P2Y: '2.40' }),
  demoPlan('server-advance-1', 'dedicated/server', 'Dedicated server Advance-1', { P1M: '89.99', P1Y: '971.89' }),
  demoPlan('nasha-3tb', 'dedicated/nasha', 'NAS-HA 3 TB', { P1M: '55.00', P1Y: '594.00' }, { manualAllowed: false }),
  demoPlan('sms-pack-100', 'sms', 'SMS pack of 100', { P1Y: '6.00' }, { oneShot: true }),
  // a vRack costs nothing and never ends: it is sold for no period
  demoPlan('vrack', 'vrack', 'vRack', {}),
]

export const demoPlans: readonly DemoPlan[] = [
  ...named,
  ...showcase.map(({ family, serviceType, monthly }) => {
    const yearly = toDecimal(multiply(parseAmount(monthly, 'EUR'), 10))
    return demoPlan(planOf(family), family, serviceType, { P1M: monthly, P1Y: yearly })
  }),
]

/** The plan of a family that has one only. */
export function planOf(family: string): string {
  return `${family.replaceAll('/', '-')}-standard`.toLowerCase()
}

function demoPlan(
  code: string,
  family: string,
  serviceType: string,
  euros: Prices,
  traits: Traits = {},
  zloty: Prices = {},
): DemoPlan {
  const standard = { manualAllowed: true, oneShot: false, followsParent: false, deletionDays: 30 }
  const plan = { code, family, serviceType, ...standard, ...traits }
  return { plan, prices: [...pricesIn(code, 'EUR', euros), ...pricesIn(code, 'PLN', zloty)] }
}

function pricesIn(planCode: string, currency: Currency, prices: Prices): readonly DatedPrice[] {
  const validFrom = Temporal.PlainDate.from('2014-01-01')
  return Object.entries(prices).map(([period, value]) => {
    return { planCode, period: parsePeriod(period), currency, ucents: parseAmount(value, currency).ucents, validFrom }
  })
}
