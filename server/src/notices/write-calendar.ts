import ical, { ICalCalendarMethod, ICalEventTransparency } from 'ical-generator'
import type { Instant, LocalDate } from '../calendar/calendar.ts'
import type { Language, Reader } from '../documents/reader.ts'
import { fill, moneyText } from '../documents/sheet-text.ts'
import type { Money } from '../money/money.ts'

/** One day in a calendar. */
export interface CalendarEntry {
  /** Equal for the same deadline whenever the calendar is written: `renewal-12345-2027-01-15`. */
  readonly key: string
  readonly kind: 'renewal' | 'expiry' | 'end' | 'suspension' | 'termination'
  readonly on: LocalDate
  readonly name: string
  readonly serviceType: string
  /** With tax; null when it is not known. */
  readonly amount: Money | null
}

export interface CalendarPage {
  readonly account: string
  readonly reader: Reader
  readonly publicUrl: string
  /** Of all entries: equal for equal contents. */
  readonly stamp: Instant
  readonly entries: readonly CalendarEntry[]
}

type KindWords = Readonly<Record<CalendarEntry['kind'], string>>

const words: Readonly<Record<Language, { readonly title: string; readonly kinds: KindWords }>> = {
  en: {
    title: 'Renewals of {account}',
    kinds: {
      renewal: 'Renewal: {name}',
      expiry: 'Expires: {name}',
      end: 'Ends: {name}',
      suspension: 'Suspension if unpaid: {name}',
      termination: 'Termination: {name}',
    },
  },
  fr: {
    title: 'Renouvellements de {account}',
    kinds: {
      renewal: 'Renouvellement : {name}',
      expiry: 'Expire : {name}',
      end: 'Prend fin : {name}',
      suspension: 'Suspension si impayé : {name}',
      termination: 'Résiliation : {name}',
    },
  },
  pl: {
    title: 'Odnowienia {account}',
    kinds: {
      renewal: 'Odnowienie: {name}',
      expiry: 'Wygasa: {name}',
      end: 'Koniec: {name}',
      suspension: 'Zawieszenie w razie braku zapłaty: {name}',
      termination: 'Usunięcie: {name}',
    },
  },
}

/** A calendar as iCalendar text (RFC 5545), to be subscribed to: days without times, which block no time. Pure. */
export function writeCalendar({ account, reader, publicUrl, stamp, entries }: CalendarPage): string {
  const { title, kinds } = words[reader.language]
  const calendar = ical({
    name: fill(title, { account }),
    prodId: { company: 'Odnowa', product: 'renewals', language: reader.language.toUpperCase() },
    method: ICalCalendarMethod.PUBLISH,
    ttl: 6 * 3_600,
  })
  const host = new URL(publicUrl).hostname
  for (const { key, kind, on, name, serviceType, amount } of entries) {
    const price = amount && moneyText(amount, reader)
    const summary = fill(kinds[kind], { name }) + (price === null ? '' : ` (${price})`)
    calendar.createEvent({
      ...{ id: `${key}@${host}`, start: on, end: on.add({ days: 1 }), allDay: true, stamp, summary },
      ...{ description: serviceType, url: `${publicUrl}/console`, transparency: ICalEventTransparency.TRANSPARENT },
    })
  }
  return calendar.toString()
}
