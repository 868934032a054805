import { localDate, startOfDay } from '../../calendar/calendar.ts'
import { readPricedPlans } from '../../catalog/plan.store.ts'
import { priceListOf, soldPeriods } from '../../catalog/price-list.ts'
import { readAccounts } from '../../customers/account.store.ts'
import { hashKey } from '../../customers/secret.ts'
import type { Transaction } from '../../database/transaction.ts'
import { readerOf } from '../../documents/reader.ts'
import type { AccountId } from '../../identity/identity.ts'
import type { Money } from '../../money/money.ts'
import { type CalendarService, findCalendar, readCalendarServices } from '../../notices/calendar.store.ts'
import type { CalendarEntry } from '../../notices/write-calendar.ts'
import { writeCalendar } from '../../notices/write-calendar.ts'
import { readPolicy } from '../../policy/policy.store.ts'
import { type ComingDate, comingDates, type DatedFacts } from '../../renewal/coming-dates.ts'
import { type ParentFacts, parentStanding } from '../../renewal/parent-standing.ts'
import { renewalKindOf } from '../../services/renewal-kind.ts'
import { priceRenewals } from '../ordering/price-renewals.ts'
import type { Parts } from '../parts.ts'

/** The iCalendar text of an account's renewals and deadlines, for who knows its secret; null for a secret that opens none. */
export async function readCalendarPage(parts: Parts, { secret }: { readonly secret: string }): Promise<string | null> {
  return parts.transaction(async (transaction) => {
    const calendar = await findCalendar(transaction, hashKey(secret))
    if (!calendar) return null
    const [account] = await readAccounts(transaction, [calendar.accountId])
    if (!account) return null
    const { publicUrl, zone, clock } = parts
    return writeCalendar({
      ...{ account: account.nichandle, reader: readerOf(account.language), publicUrl },
      stamp: startOfDay(localDate(clock.now(), zone), zone),
      entries: await entriesOf(transaction, parts, calendar.accountId),
    })
  }, 'snapshot')
}

interface Planned {
  readonly service: CalendarService
  readonly coming: ComingDate
}

async function entriesOf(transaction: Transaction, parts: Parts, accountId: AccountId): Promise<CalendarEntry[]> {
  const services = await readCalendarServices(transaction, accountId)
  const circumstances = { policy: await readPolicy(transaction), zone: parts.zone }
  const isSold = await soldToday(transaction, parts, services)
  const byId = new Map(services.map((service) => [service.id, service]))
  const parentOf = ({ parentId }: CalendarService): ParentFacts | null => {
    const parent = parentId === null ? undefined : byId.get(parentId)
    return parent ? { ...wayFactsOf(parent), isSold: isSold(parent), parent: parentOf(parent) } : null
  }
  const planned = services.flatMap((service): Planned[] => {
    const parent = parentOf(service)
    const standing = parent && parentStanding(parent, service)
    const facts = { ...factsOf(service), isSold: isSold(service), parent: standing }
    return comingDates(facts, circumstances).map((coming) => ({ service, coming }))
  })
  const priced = planned.filter(({ coming }) => coming.kind === 'renewal' || coming.kind === 'expiry')
  const prices = await priceRenewals(transaction, parts, priced.map(renewalOf))
  const priceOf = new Map(priced.map((one, index) => [one, prices[index]?.gross ?? null]))
  return planned.map((one) => toEntry(one, priceOf.get(one) ?? null))
}

/** Whether a service's plan sells its period today, in the currency that all services of an account have. */
async function soldToday(
  transaction: Transaction,
  { clock, zone }: Parts,
  services: readonly CalendarService[],
): Promise<(service: CalendarService) => boolean> {
  const codes = [...new Set(services.map((service) => service.planCode))]
  const currencies = [...new Set(services.map((service) => service.currency))]
  const rows = await readPricedPlans(transaction, codes, currencies, localDate(clock.now(), zone))
  return ({ planCode, currency, period }) => soldPeriods(priceListOf(currency, rows), planCode).includes(period)
}

function wayFactsOf(service: CalendarService) {
  const { manualAllowed, renewalActive: accountActive } = service
  return { service, kind: renewalKindOf(service, service), manualAllowed, accountActive }
}

function factsOf(service: CalendarService): Omit<DatedFacts, 'isSold' | 'parent'> {
  const { deletionDays, renewDay } = service
  return { ...wayFactsOf(service), deletionDays, renewDay, oldestDebt: debtOf(service) }
}

function debtOf({ countsFrom, unpaidFrom }: CalendarService) {
  return countsFrom !== null && unpaidFrom !== null ? { countsFrom, unpaidFrom } : null
}

function renewalOf({ service, coming }: Planned) {
  const { currency, country, legalform, vat } = service
  return { services: [service], currency, customer: { country, legalform, vat }, date: coming.on }
}

function toEntry({ service, coming }: Planned, amount: Money | null): CalendarEntry {
  const { id, displayName, name, serviceType, expiresOn } = service
  const { kind, on } = coming
  return { key: `${kind}-${id}-${expiresOn}`, kind, on, name: displayName ?? name, serviceType, amount }
}
