import type { Instant, LocalDate, Zone } from '../calendar/calendar.ts'
import { type Money, toDecimal } from '../money/money.ts'
import type { Reader } from './reader.ts'

/** Amounts, dates and names as the reader writes them. Spaces that must not break are non-breaking ones. */

/** `45,44 €`. Exact: decimals are formatted as text, never as a binary fraction, and none is rounded away. */
export function moneyText(amount: Money, { locale }: Reader): string {
  const options = { style: 'currency', currency: amount.currency, maximumFractionDigits: 8 } as const
  return new Intl.NumberFormat(locale, options).format(toDecimal(amount) as Intl.StringNumericLiteral)
}

/** `5,5 %` of 55,000 millionths. */
export function rateText(ratePpm: number, { locale }: Reader): string {
  return new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 4 }).format(ratePpm / 1_000_000)
}

/** `1 234` in French; no unit. */
export function numberText(number: number, { locale }: Reader): string {
  return new Intl.NumberFormat(locale).format(number)
}

/** `1 déc. 2026` */
export function dateText(date: LocalDate, { locale }: Reader): string {
  return date.toLocaleString(locale, { dateStyle: 'medium' })
}

/** `15 juillet 2026` */
export function dayText(instant: Instant, zone: Zone, { locale }: Reader): string {
  return instant.toLocaleString(locale, { dateStyle: 'long', timeZone: zone })
}

/** `15 juillet 2026 à 15:49` */
export function momentText(instant: Instant, zone: Zone, { locale }: Reader): string {
  return instant.toLocaleString(locale, { dateStyle: 'long', timeStyle: 'short', timeZone: zone })
}

/** `Pologne` of `PL`; what is no country stays as it is. */
export function countryText(country: string, { locale }: Reader): string {
  if (!/^[A-Z]{2}$/.test(country)) return country
  return new Intl.DisplayNames(locale, { type: 'region' }).of(country) ?? country
}

/** Puts values where a text has `{name}`. */
export function fill(text: string, values: Readonly<Record<string, string>>): string {
  return text.replace(/\{(\w+)\}/g, (place, name) => values[name] ?? place)
}
