import cardValidator from 'card-validator'
import type { LocalDate } from '../calendar/calendar.ts'

/** What a holder typed of a card. Nothing that has it is stored or logged. */
export interface CardEntry {
  readonly number: string
  /** `09/29`, `9 / 2029` */
  readonly expiry: string
  readonly code: string
}

/** What may be known of a card once it is judged: not its number, nor its code. */
export interface JudgedCard {
  readonly brand: string
  readonly lastDigits: string
  /** The last day on which it can be charged: the last one of its month. */
  readonly expiresOn: LocalDate
}

/** The brands that are taken: card-validator's names, and those of `me.payment.AvailableSubTypeEnum`. */
const brands: Readonly<Record<string, string>> = {
  visa: 'VISA',
  mastercard: 'MASTERCARD',
  maestro: 'MAESTRO',
  'american-express': 'AMERICAN_EXPRESS',
  'diners-club': 'DINERS_CLUB',
  discover: 'DISCOVER',
  jcb: 'JCB',
}

/** No card is issued for longer. */
const longestYears = 20

/** Judges a card by its number's form and check digit (Luhn), its expiry and its code: the fields that will not do, or the card. */
export function judgeCard(
  entry: CardEntry,
  today: LocalDate,
): { readonly wrong: readonly (keyof CardEntry)[] } | { readonly card: JudgedCard } {
  const number = plainNumber(entry.number)
  const { isValid, card } = cardValidator.number(number)
  const brand = isValid && card ? brands[card.type] : undefined
  const expiresOn = lastDay(entry.expiry, today)
  const isCode = cardValidator.cvv(entry.code.trim(), card?.code.size ?? [3, 4]).isValid
  if (brand && expiresOn && isCode) return { card: { brand, lastDigits: number.slice(-4), expiresOn } }
  return {
    wrong: [brand ? [] : ['number'], expiresOn ? [] : ['expiry'], isCode ? [] : ['code']].flat() as (keyof CardEntry)[],
  }
}

/** A card's number without what people put between its groups. */
export function plainNumber(text: string): string {
  return text.replace(/[\s-]/g, '')
}

/** Null for what is no month, is over, or is too far to be true. */
function lastDay(expiry: string, today: LocalDate): LocalDate | null {
  const [, month, year] = /^\s*(0?[1-9]|1[0-2])\s*[/.-]?\s*(\d{4}|\d{2})\s*$/.exec(expiry) ?? []
  if (month === undefined || year === undefined) return null
  const century = year.length === 2 ? Math.floor(today.year / 100) * 100 : 0
  const first = Temporal.PlainDate.from({ year: Number(year) + century, month: Number(month), day: 1 })
  const last = first.with({ day: first.daysInMonth })
  const isOver = Temporal.PlainDate.compare(last, today) < 0
  return isOver || first.year > today.year + longestYears ? null : last
}
