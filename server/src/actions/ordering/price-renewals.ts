import { type LocalDate, localDate } from '../../calendar/calendar.ts'
import type { Period } from '../../calendar/period.ts'
import { readBundleRules, readPricedPlans } from '../../catalog/plan.store.ts'
import type { PriceList } from '../../catalog/plan.ts'
import { priceLists, soldPeriods } from '../../catalog/price-list.ts'
import type { LegalForm } from '../../customers/account.ts'
import type { Transaction } from '../../database/transaction.ts'
import { add, type Currency, type Money, partHalfUp, sum } from '../../money/money.ts'
import { decideTax, isPlausibleVat } from '../../orders/tax.ts'
import { readCompany, readTaxRates } from '../../policy/policy.store.ts'
import { Problem } from '../../problem/problem.ts'
import type { Service } from '../../services/service.ts'
import { pricingOf } from '../../strategies/pricing.ts'
import type { Parts } from '../parts.ts'

/** Services of one account that will be renewed together, each for its own period, or with its parent for that one's (rule S3). */
export interface ComingRenewal {
  readonly services: readonly Service[]
  readonly currency: Currency
  readonly customer: { readonly country: string; readonly legalform: LegalForm; readonly vat: string | null }
  readonly date: LocalDate
}

/** What a renewal will cost with tax. */
export interface ComingPrice {
  readonly gross: Money
  /** False: no tax is in it, by reverse charge or outside the Union (rule B4). */
  readonly isTaxed: boolean
}

/**
 * What renewals will cost with tax, by the prices of their day (rules S6, S9), in the order given; null for one with a service whose
 * period is not sold, or whose customer's country has no tax rate: a mail says nothing rather than wait.
 */
export async function priceRenewals(
  transaction: Transaction,
  parts: Pick<Parts, 'clock' | 'zone'>,
  renewals: readonly ComingRenewal[],
): Promise<readonly (ComingPrice | null)[]> {
  if (renewals.length === 0) return []
  const lists = new Map<string, Awaited<ReturnType<typeof listsOf>>>()
  for (const [date, same] of Map.groupBy(renewals, (renewal) => String(renewal.date))) {
    lists.set(date, await listsOf(transaction, same))
  }
  const taxOf = await taxes(transaction, localDate(parts.clock.now(), parts.zone))
  return renewals.map((renewal) => {
    const { services, currency, customer } = renewal
    const list = lists.get(String(renewal.date))?.(currency, new Set(services.map((service) => service.planCode)))
    const net = list ? netOf(list, services) : null
    const ratePpm = taxOf(customer)
    if (net === null || ratePpm === null) return null
    return { gross: add(net, partHalfUp(net, ratePpm)), isTaxed: ratePpm > 0 }
  })
}

async function listsOf(transaction: Transaction, renewals: readonly ComingRenewal[]) {
  const codes = [...new Set(renewals.flatMap(({ services }) => services.map((service) => service.planCode)))]
  const currencies = [...new Set(renewals.map((renewal) => renewal.currency))]
  const date = (renewals[0] as ComingRenewal).date
  const rows = await readPricedPlans(transaction, codes, currencies, date)
  return priceLists(rows, await readBundleRules(transaction, codes, currencies, date))
}

async function taxes(transaction: Transaction, date: LocalDate) {
  const sellerCountry = (await readCompany(transaction)).country
  const rates = await readTaxRates(transaction)
  return ({ country, legalform, vat }: ComingRenewal['customer']): number | null => {
    const customer = { country, legalform, vatValid: isPlausibleVat(vat, country) }
    try {
      return decideTax({ sellerCountry, customer, rates, date }).ratePpm
    } catch (error) {
      if (error instanceof Problem && error.code === 'TAX_RATE_MISSING') return null
      throw error
    }
  }
}

function netOf(list: PriceList, services: readonly Service[]): Money | null {
  const periodOf = (service: Service): Period => {
    const parent = services.find(({ id }) => id === service.parentId)
    return parent && list.plans.get(service.planCode)?.followsParent ? periodOf(parent) : service.period
  }
  const isSold = (service: Service) => soldPeriods(list, service.planCode).includes(periodOf(service))
  if (services.length === 0 || !services.every(isSold)) return null
  const periods = Map.groupBy(services, periodOf)
  const prices = [...periods].map(([period, same]) => {
    const ordered = same.toSorted((left, right) => left.id - right.id)
    return pricingOf(list, period)(ordered, (ordered[0] as Service).id).price
  })
  return sum(prices, list.currency)
}
