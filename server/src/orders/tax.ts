import { checkVAT, countries } from 'jsvat'
import type { LocalDate } from '../calendar/calendar.ts'
import type { LegalForm } from '../customers/account.ts'
import { type TaxRate, taxRateOf } from '../policy/policy.ts'
import { type Problem, problem } from '../problem/problem.ts'
import type { TaxNote } from './order.ts'

/** The countries of the European Union (since 2020), ISO 3166-1. */
const union: ReadonlySet<string> = new Set(
  'AT BE BG CY CZ DE DK EE ES FI FR GR HR HU IE IT LT LU LV MT NL PL PT RO SE SI SK'.split(' '),
)

export interface TaxFacts {
  readonly sellerCountry: string
  readonly customer: {
    readonly country: string
    readonly legalform: LegalForm
    /** What `isPlausibleVat` says of the customer's number; false without one. */
    readonly vatValid: boolean
  }
  readonly rates: readonly TaxRate[]
  /** The local date on which the order is made. */
  readonly date: LocalDate
}

export interface TaxDecision {
  /** Millionths: 200,000 is 20 %. */
  readonly ratePpm: number
  /** Why no tax is due; null when a rate applies. */
  readonly note: TaxNote | null
}

/**
 * The tax of a sale (rule B4): the rate of the customer's country, unless a business of another EU country turns the charge
 * around or the customer is outside the EU.
 * @throws TAX_RATE_MISSING when the country that taxes has no rate at that date: the operator must enter one
 */
export function decideTax({ sellerCountry, customer, rates, date }: TaxFacts): TaxDecision {
  if (customer.country !== sellerCountry) {
    if (!union.has(customer.country) || !union.has(sellerCountry)) return { ratePpm: 0, note: 'outsideUnion' }
    if (customer.legalform !== 'individual' && customer.vatValid) return { ratePpm: 0, note: 'reverseCharge' }
  }
  const ratePpm = taxRateOf(rates, customer.country, date)
  if (ratePpm === null) throw missingRate(customer.country, date)
  return { ratePpm, note: null }
}

function missingRate(country: string, date: LocalDate): Problem {
  const message = `nothing can be sold to ${country} yet: there is no tax rate for ${country} on ${date}. Its operator enters one with PUT /admin/tax-rates`
  return problem('TAX_RATE_MISSING', message, { country, date: date.toString() })
}

/**
 * True when a number is one that its country gives, with its prefix (EL for Greece): pattern and check digits, by a library that knows
 * each country's. The form is all that is checked: no register is asked. Blanks, dots
 * and hyphens between its digits do not count.
 */
export function isPlausibleVat(vat: string | null, country: string): boolean {
  if (vat === null || !union.has(country)) return false
  const rules = countries.filter(({ codes }) => codes.includes(country))
  return checkVAT(vat, rules).isValid
}

/** Why a number cannot be a VAT number of a country; null when it can, and for countries outside the EU, whose forms nobody checks. */
export function whyVatNotValid(vat: string | null, country: string): string | null {
  if (vat === null || !union.has(country) || isPlausibleVat(vat, country)) return null
  const prefix = country === 'GR' ? 'EL' : country
  return `this is no VAT number of ${country}: write it as its country gave it, with ${prefix} before its digits`
}
