/** A price as the wire has it. */
export interface Price {
  readonly value: number
  readonly currencyCode: string
  readonly text: string
  readonly priceInUcents?: number | null
}

const ucentsInOne = 100_000_000n

/** `45.44 EUR`: from the integer when there is one, never from the double. */
export function amountText(price: Price): string {
  return typeof price.priceInUcents === 'number' ? `${decimalOf(ucentsOf(price))} ${price.currencyCode}` : price.text
}

/** The number alone, for CSV: `45.44`. */
export function decimalText(price: Price): string {
  return typeof price.priceInUcents === 'number' ? decimalOf(ucentsOf(price)) : String(price.value)
}

/** Millionths of a cent. Some of OVH's older models have the double alone; its shortest decimal form is what was meant. */
export function ucentsOf(price: Price): bigint {
  if (typeof price.priceInUcents === 'number') return BigInt(price.priceInUcents)
  const [whole = '0', fraction = ''] = String(Math.abs(price.value)).split('.')
  const ucents = BigInt(whole) * ucentsInOne + BigInt(fraction.slice(0, 8).padEnd(8, '0'))
  return price.value < 0 ? -ucents : ucents
}

/** Sums of each currency: `37.87 EUR`, or `37.87 EUR and 10.00 PLN`. */
export function sumText(prices: readonly Price[]): string {
  const sums = new Map<string, bigint>()
  for (const price of prices) sums.set(price.currencyCode, (sums.get(price.currencyCode) ?? 0n) + ucentsOf(price))
  return [...sums].map(([currency, ucents]) => `${decimalOf(ucents)} ${currency}`).join(' and ')
}

/** What a month costs, half up to the cent. */
export function monthly(price: Price, months: number): Price {
  const [ucents, cent] = [ucentsOf(price), ucentsInOne / 100n]
  const parts = BigInt(months) * cent
  const cents = (2n * (ucents < 0n ? -ucents : ucents) + parts) / (2n * parts)
  const priceInUcents = Number((ucents < 0n ? -cents : cents) * cent)
  const value = priceInUcents / Number(ucentsInOne)
  return { priceInUcents, value, currencyCode: price.currencyCode, text: '' }
}

/** At least two digits behind the point, more only where they are not zero. */
function decimalOf(ucents: bigint): string {
  const positive = ucents < 0n ? -ucents : ucents
  const fraction = String(positive % ucentsInOne).padStart(8, '0')
  const digits = fraction.slice(0, 2) + fraction.slice(2).replace(/0+$/, '')
  return `${ucents < 0n ? '-' : ''}${positive / ucentsInOne}.${digits}`
}
