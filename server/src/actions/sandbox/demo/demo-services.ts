import type { LocalDate } from '../../../calendar/calendar.ts'
import { parsePeriod } from '../../../calendar/period.ts'
import type { Nichandle, ServiceId } from '../../../identity/identity.ts'
import type { ServiceEntry, ServicePast } from '../../../services/service-register.ts'
import { demoAccount, germanAccount, polishAccount } from './demo-accounts.ts'
import { planOf } from './demo-plans.ts'
import { showcase } from './showcase.ts'

/** Far enough that nobody sees it: what never ends must have a date in our tables. */
const never = Temporal.PlainDate.from('2999-12-31')

/** What a row says beside account, plan and name; days and months count from today. */
interface Row {
  readonly id?: number | undefined
  /** Begun so many days ago; the first period is `period` long unless `expiresIn` says otherwise. */
  readonly begun: { readonly months?: number; readonly days?: number }
  readonly expiresIn?: number
  readonly period: string
  readonly manual?: true
  readonly parent?: number | undefined
  readonly linkedTo?: number
  readonly past?: ServicePast
}

/** Services whose states are told by what happens to them later (demo-history.ts), by name. */
export const toldServices = {
  renewedDomain: 'bernard-photos.com',
  renewedVps: 'vps220010.ovh.net',
  suspendedExpired: 'vps220002.ovh.net',
  unpaid: 'vps220003.ovh.net',
  unpaidExpired: 'vps220004.ovh.net',
  suspendedUnpaid: 'vps220005.ovh.net',
  suspendedByCustomer: 'vps220007.ovh.net',
  suspendedByOperator: 'vps220008.ovh.net',
  terminated: 'vps220009.ovh.net',
  phoneLine: '0033972100020',
  polishDomain: 'dabrowska.ovh',
  germanServer: 'ns3098765.ip-198-51-100.eu',
} as const

/** All services of the demo data as of a date. Options stand behind their parents. */
export function demoServices(today: LocalDate): readonly ServiceEntry[] {
  const entry = entryOf(today)
  return [
    ...guideServices(entry),
    ...states(entry, today),
    ...nested(entry),
    ...shown(entry),
    ...items(entry),
    ...others(entry),
  ]
}

type MakeEntry = (account: Nichandle, plan: string, name: string, row: Row) => ServiceEntry

/** The services of the guide's examples, with their ids; its figures need exactly these links and options. */
function guideServices(entry: MakeEntry): readonly ServiceEntry[] {
  const yearly = { begun: { months: 9 }, period: 'P1Y' }
  const monthly = { begun: { days: 20 }, period: 'P1M' }
  return [
    entry(demoAccount, 'domain-ovh', 'example.ovh', { id: 12345, ...yearly }),
    entry(demoAccount, 'hosting-perso-2014', 'example.ovh', { id: 67890, ...yearly, linkedTo: 12345 }),
    entry(demoAccount, 'hosting-cdn-basic', 'cdn.example.ovh', { id: 67891, ...yearly, parent: 67890 }),
    entry(demoAccount, 'vps-starter', 'vps112233.ovh.net', { id: 112233, ...monthly }),
    entry(demoAccount, 'vps-snapshot', 'snapshot', { id: 112234, ...monthly, parent: 112233 }),
  ]
}

/** One service in each mode and state (renewal-rules.md, W). */
function states(entry: MakeEntry, today: LocalDate): readonly ServiceEntry[] {
  const vps = (name: string, row: Row) => entry(demoAccount, 'vps-starter', name, row)
  const month = (expiresIn: number) => ({ begun: { months: 2 }, expiresIn, period: 'P1M' })
  return [
    vps('vps220001.ovh.net', { ...month(10), manual: true, past: { displayName: 'Build machine' } }),
    vps(toldServices.suspendedExpired, { ...month(-5), manual: true }),
    vps(toldServices.unpaid, month(1)),
    vps(toldServices.unpaidExpired, month(-1)),
    vps(toldServices.suspendedUnpaid, month(-8)),
    vps('vps220006.ovh.net', { ...month(15), past: { ends: 'expiration' } }),
    vps(toldServices.suspendedByCustomer, month(18)),
    vps(toldServices.suspendedByOperator, month(21)),
    vps(toldServices.terminated, month(-20)),
    vps(toldServices.renewedVps, { begun: { months: 4 }, expiresIn: -70, period: 'P3M' }),
    entry(demoAccount, 'domain-com', toldServices.renewedDomain, {
      begun: { months: 13 },
      expiresIn: -120,
      period: 'P1Y',
    }),
    entry(demoAccount, 'server-advance-1', 'ns3012345.ip-203-0-113.eu', {
      begun: { months: 4 },
      expiresIn: 12,
      period: 'P1M',
      past: { engagedUntil: today.add({ months: 8 }), engagementEndRule: 'REACTIVATE_ENGAGEMENT' },
    }),
    entry(demoAccount, 'nasha-3tb', 'zpool-123456', month(7)),
    entry(demoAccount, 'sms-pack-100', 'sms-ab12345-1', { begun: { months: 4 }, period: 'P1Y' }),
    entry(demoAccount, 'vrack', 'pn-123456', {
      begun: { months: 9 },
      expiresIn: Number.POSITIVE_INFINITY,
      period: 'P1Y',
    }),
  ]
}

/** Nested objects, under parents of their own: those of the guide keep the options that it names. */
function nested(entry: MakeEntry): readonly ServiceEntry[] {
  const yearly = { begun: { months: 5 }, period: 'P1Y' }
  const option = (plan: string, name: string, parent: number) => entry(demoAccount, plan, name, { ...yearly, parent })
  return [
    entry(demoAccount, 'domain-com', 'bernard-shop.com', { id: 12346, ...yearly }),
    entry(demoAccount, 'hosting-pro-2014', 'bernard-shop.com', { id: 67900, ...yearly, linkedTo: 12346 }),
    option('hosting-email-option', '4711', 67900),
    option('hosting-sql-perso', 'bernardshop2', 67900),
    option('hosting-local-seo', '815', 67900),
    entry(demoAccount, 'zone-standard', 'example.ovh', { id: 12347, ...yearly }),
    option('zone-anycast', 'anycast', 12347),
  ]
}

/** One of every other product family, begun at various times so that not all is due at once. */
function shown(entry: MakeEntry): readonly ServiceEntry[] {
  return showcase.map(({ family, name }, index) => {
    const yearly = index % 3 === 0
    const begun = yearly ? { months: 1 + (index % 10), days: index % 28 } : { days: 1 + (index % 25) }
    return entry(demoAccount, planOf(family), name, { id: withItems[family], begun, period: yearly ? 'P1Y' : 'P1M' })
  })
}

/** Products that have something inside that is ended by itself, with their ids. */
const withItems: Readonly<Record<string, number>> = { 'email/pro': 67920, ipLoadbalancing: 67930 }

function items(entry: MakeEntry): readonly ServiceEntry[] {
  const monthly = { begun: { days: 14 }, period: 'P1M' }
  return [
    entry(demoAccount, 'email-pro-account', 'anne@example.ovh', { ...monthly, parent: withItems['email/pro'] }),
    entry(demoAccount, 'loadbalancer-zone', 'gra', { ...monthly, parent: withItems.ipLoadbalancing }),
  ]
}

/** What the other two accounts have. */
function others(entry: MakeEntry): readonly ServiceEntry[] {
  return [
    entry(polishAccount, 'domain-ovh', toldServices.polishDomain, {
      id: 212345,
      begun: { months: 13 },
      expiresIn: -33,
      period: 'P1Y',
    }),
    entry(polishAccount, 'hosting-perso-2014', toldServices.polishDomain, {
      id: 267890,
      begun: { months: 5 },
      period: 'P1Y',
      linkedTo: 212345,
    }),
    entry(polishAccount, 'vps-starter', 'vps330001.ovh.net', { begun: { days: 12 }, period: 'P1M', manual: true }),
    entry(germanAccount, 'server-advance-1', toldServices.germanServer, {
      id: 312345,
      begun: { months: 3 },
      expiresIn: -9,
      period: 'P1M',
    }),
    entry(germanAccount, 'vps-starter', 'vps440001.ovh.net', { begun: { days: 3 }, period: 'P6M' }),
  ]
}

function entryOf(today: LocalDate): MakeEntry {
  return (account, plan, name, row) => {
    const { id, begun, expiresIn, period, manual, parent, linkedTo, past } = row
    const days = expiresIn === Number.POSITIVE_INFINITY ? null : expiresIn
    const expiration = days === null ? never : days === undefined ? undefined : today.add({ days })
    const anchorDay = days == null ? undefined : expiration?.day
    return {
      ...{ account, plan, name, start: today.subtract(begun), expiration, anchorDay, period: parsePeriod(period) },
      mode: manual ? 'manual' : 'automatic',
      serviceId: id as ServiceId | undefined,
      parentServiceId: parent as ServiceId | undefined,
      linkedTo: linkedTo === undefined ? undefined : [linkedTo as ServiceId],
      past,
    }
  }
}
