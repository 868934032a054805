import { problem } from '../problem/problem.ts'

/** Minor units of the currencies that order.CurrencyCodeEnum names and Odnowa sells in. */
const minorDigits = {
  AUD: 2,
  CAD: 2,
  CZK: 2,
  EUR: 2,
  GBP: 2,
  INR: 2,
  LTL: 2,
  MAD: 2,
  PLN: 2,
  SGD: 2,
  TND: 3,
  USD: 2,
  XOF: 0,
} as const
const symbols: Partial<Record<Currency, string>> = { EUR: '€', GBP: '£', USD: '$', PLN: 'zł', CZK: 'Kč', INR: '₹' }

export type Currency = keyof typeof minorDigits

/** Millionths of a cent: value x 100,000,000, the unit of `priceInUcents`. */
export type Ucents = bigint
export const ucentsPerUnit = 100_000_000n

/** An amount with its currency. Immutable; may be negative (a credit). */
export interface Money {
  readonly ucents: Ucents
  readonly currency: Currency
}

/** Takes ucents as they are: `parseAmount` reads what people and programs write. */
export function money(ucents: Ucents, currency: Currency): Money {
  return { ucents, currency }
}

/** An amount of nothing has a currency, too: it can be added to others. */
export function zero(currency: Currency): Money {
  return { ucents: 0n, currency }
}

/** Upper case, as ISO 4217 writes it; only those that Odnowa sells in. */
export function isCurrency(text: string): text is Currency {
  return Object.hasOwn(minorDigits, text)
}

export const currencies = Object.keys(minorDigits) as readonly Currency[]

/** @throws Error when the currencies differ: a programming error, never a caller's. */
export function add(left: Money, right: Money): Money {
  return { ucents: left.ucents + sameCurrency(left, right).ucents, currency: left.currency }
}

/** @throws Error when the currencies differ. */
export function subtract(left: Money, right: Money): Money {
  return { ucents: left.ucents - sameCurrency(left, right).ucents, currency: left.currency }
}

/** A credit of an amount, and the other way round. */
export function negate(amount: Money): Money {
  return { ucents: -amount.ucents, currency: amount.currency }
}

/** Exact, nothing is rounded. @throws RangeError when `quantity` is no whole number. */
export function multiply(amount: Money, quantity: number): Money {
  return { ucents: amount.ucents * BigInt(quantity), currency: amount.currency }
}

/** The sum of a list, which may be empty. @throws Error when a currency differs. */
export function sum(amounts: readonly Money[], currency: Currency): Money {
  return amounts.reduce(add, zero(currency))
}

/** Negative, zero or positive as `left` is less than, equal to or more than `right`. @throws Error when currencies differ. */
export function compare(left: Money, right: Money): number {
  const difference = left.ucents - sameCurrency(left, right).ucents
  return difference < 0n ? -1 : difference > 0n ? 1 : 0
}

/**
 * Rounds to the currency's minor unit, half up (rule S6). Halves go away from zero, so that a credit of an amount
 * is exactly the amount with its sign turned.
 */
export function roundHalfUp(amount: Money): Money {
  return money(divideHalfUp(amount.ucents, minorUnit(amount.currency)) * minorUnit(amount.currency), amount.currency)
}

/** A part of an amount in millionths (20 % is 200,000), rounded half up to the minor unit (rules O3, S6). */
export function partHalfUp(amount: Money, partPpm: number): Money {
  const unit = minorUnit(amount.currency)
  return money(divideHalfUp(amount.ucents * BigInt(partPpm), unit * 1_000_000n) * unit, amount.currency)
}

/**
 * Splits an amount in proportion to weights, to the minor unit; the parts sum to the amount (style 20). The remainder goes,
 * one minor unit each, to the parts that lost most by rounding down; what is finer than a minor unit to the first that has a weight.
 * @param weights non-negative, not all zero
 */
export function split(amount: Money, weights: readonly bigint[]): readonly Money[] {
  const total = weights.reduce((left, right) => left + right, 0n)
  if (total <= 0n) throw new Error('split needs a positive weight')
  const unit = minorUnit(amount.currency)
  const units = amount.ucents / unit
  const shares = weights.map((weight) => (units * weight) / total)
  const losses = weights.map((weight, index) => ({ index, lost: absolute((units * weight) % total) }))
  losses.sort((left, right) => (right.lost > left.lost ? 1 : right.lost < left.lost ? -1 : left.index - right.index))
  let rest = units - shares.reduce((left, right) => left + right, 0n)
  const step = rest < 0n ? -1n : 1n
  for (const { index } of losses) {
    if (rest === 0n) break
    shares[index] = (shares[index] ?? 0n) + step
    rest -= step
  }
  const parts = shares.map((share) => money(share * unit, amount.currency))
  const remainder = amount.ucents - units * unit
  const first = weights.findIndex((weight) => weight > 0n)
  return parts.map((part, index) => (index === first ? money(part.ucents + remainder, part.currency) : part))
}

/**
 * Reads an amount from a JSON number or a decimal string; at most eight decimals.
 * @throws INVALID_PARAMETER when it is not one.
 */
export function parseAmount(input: number | string, currency: Currency): Money {
  const match = /^(-?)(\d{1,10})(?:\.(\d{1,8}))?$/.exec(typeof input === 'number' ? plainDecimal(input) : input)
  if (!match) throw problem('INVALID_PARAMETER', `"${input}" is no amount: write a decimal such as 37.87`)
  const ucents = BigInt(match[2] ?? '0') * ucentsPerUnit + BigInt((match[3] ?? '').padEnd(8, '0'))
  return money(match[1] ? -ucents : ucents, currency)
}

/** `37.87`: at least the currency's decimals, more where the amount has them. Exact. */
export function toDecimal(amount: Money): string {
  const digits = minorDigits[amount.currency]
  const magnitude = absolute(amount.ucents)
  const fraction = (magnitude % ucentsPerUnit).toString().padStart(8, '0')
  const kept = fraction.slice(0, digits) + fraction.slice(digits).replace(/0+$/, '')
  const sign = amount.ucents < 0n ? '-' : ''
  return `${sign}${magnitude / ucentsPerUnit}${kept === '' ? '' : `.${kept}`}`
}

/** `37.87 €`: decimal dot, space, symbol last (ovh-api.md 1.9); currencies without a symbol show their code. */
export function toText(amount: Money): string {
  return `${toDecimal(amount)} ${currencySymbol(amount.currency)}`
}

/** `€`; the code where the currency has no symbol here. */
export function currencySymbol(currency: Currency): string {
  return symbols[currency] ?? currency
}

/** One minor unit (a cent) in ucents. */
export function minorUnit(currency: Currency): Ucents {
  return ucentsPerUnit / 10n ** BigInt(minorDigits[currency])
}

/** The number as its writer meant it: as it prints, or without the noise of floating point (0.1 + 0.2 is 0.3). */
function plainDecimal(input: number): string {
  const text = String(input)
  if (/^-?\d+(\.\d{1,8})?$/.test(text) || !(Math.abs(input) < 1e10)) return text
  const rounded = input.toFixed(8).replace(/\.?0+$/, '')
  const noise = 4 * Number.EPSILON * Math.max(1, Math.abs(input))
  return Math.abs(Number(rounded) - input) <= noise ? rounded : text
}

function divideHalfUp(numerator: bigint, denominator: bigint): bigint {
  const half = (absolute(numerator) * 2n + denominator) / (denominator * 2n)
  return numerator < 0n ? -half : half
}

function absolute(value: bigint): bigint {
  return value < 0n ? -value : value
}

function sameCurrency(left: Money, right: Money): Money {
  if (left.currency !== right.currency) throw new Error(`${left.currency} does not go with ${right.currency}`)
  return right
}
