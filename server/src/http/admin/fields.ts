import { type Instant, type LocalDate, parseDate, parseInstant } from '../../calendar/calendar.ts'
import { type Period, parsePeriod } from '../../calendar/period.ts'
import type { Nichandle } from '../../identity/identity.ts'
import { type Currency, currencies, isCurrency } from '../../money/money.ts'
import { type Field, wrong } from './form.ts'

const mostText = 255

/** One line of text that is not blank. */
export function text(most = mostText): Field<string> {
  return {
    read(input) {
      if (typeof input !== 'string') throw wrong('write a text')
      if (input.trim() === '') throw wrong('the text is empty')
      if (input.length > most) throw wrong(`the text has ${input.length} characters, at most ${most} are taken`)
      if (hasControls(input)) throw wrong('the text has line breaks or other control characters')
      if (!input.isWellFormed()) throw wrong('the text holds half a surrogate pair: write Unicode')
      return input
    },
  }
}

/** @param what what to write instead, such as `a nichandle such as ab12345-ovh` */
export function matching(pattern: RegExp, what: string, most = mostText): Field<string> {
  const base = text(most)
  return {
    read(input) {
      const value = base.read(input)
      if (!pattern.test(value)) throw wrong(`"${value}" will not do: write ${what}`)
      return value
    },
  }
}

/** A word of a list; the refusal names all of them. */
export function oneOf<const Value extends string>(values: readonly Value[]): Field<Value> {
  return {
    read(input) {
      const value = values.find((known) => known === input)
      if (value === undefined) throw wrong(`write one of ${values.join(', ')}`)
      return value
    },
  }
}

/** `true` or `false`; a text that says so is refused. */
export function flag(): Field<boolean> {
  return {
    read(input) {
      if (typeof input !== 'boolean') throw wrong('write true or false')
      return input
    },
  }
}

/** A whole JSON number, both bounds included; a text of digits is refused. */
export function integer(least: number, most: number): Field<number> {
  return {
    read(input) {
      if (typeof input !== 'number' || !Number.isInteger(input) || input < least || input > most) {
        throw wrong(`write a whole number from ${least} to ${most}`)
      }
      return input
    },
  }
}

/** Leaves room for ids that are given out after one that an operator chose. */
export const mostId = 1_000_000_000_000

/** An id that an operator chose or was told: a whole JSON number from 1. */
export function id<Id extends number>(): Field<Id> {
  return integer(1, mostId) as Field<Id>
}

export const date: Field<LocalDate> = {
  read(input) {
    const value = typeof input === 'string' ? parseDate(input) : null
    if (!value || value.year < 1970 || value.year > 2999) throw wrong('write a date such as 2027-01-31')
    return value
  },
}

export const instant: Field<Instant> = {
  read(input) {
    const value = typeof input === 'string' ? parseInstant(input) : null
    if (!value) throw wrong('write a date-time with an offset such as 2027-01-31T00:00:00Z')
    return value
  },
}

export const period: Field<Period> = {
  read(input) {
    if (typeof input !== 'string') throw wrong('write a period such as P1M or P1Y')
    return parsePeriod(input)
  },
}

export const currency: Field<Currency> = {
  read(input) {
    if (typeof input !== 'string' || !isCurrency(input)) throw wrong(`write one of ${currencies.join(', ')}`)
    return input
  },
}

export const nichandle = matching(
  /^[a-z0-9][a-z0-9.-]{1,62}[a-z0-9]$/,
  'a nichandle such as ab12345-ovh',
) as Field<Nichandle>

/** An amount as it came: the currency it is read in stands elsewhere. */
export const amount: Field<number | string> = {
  read(input) {
    if (typeof input !== 'number' && typeof input !== 'string') throw wrong('write an amount such as 37.87 or "37.87"')
    return input
  },
}

/** A whole number of millionths of a cent, as a number or in digits. */
export const ucents: Field<bigint> = {
  read(input) {
    const value = typeof input === 'number' && Number.isSafeInteger(input) ? String(input) : input
    if (typeof value !== 'string' || !/^-?\d{1,18}$/.test(value)) throw wrong('write a whole number of ucents')
    return BigInt(value)
  },
}

/**
 * A percentage of at most four decimals, as millionths: 20 is 200,000.
 * @param least percent; 0 is always taken. Tax rates begin at 1: who writes the share 0.2 means 20 % and not a fifth of one
 */
export function percent(least: number): Field<number> {
  return {
    read(input) {
      const match = /^(\d{1,3})(?:\.(\d{1,4}))?$/.exec(String(input))
      const ppm = match ? Number(match[1]) * 10_000 + Number((match[2] ?? '').padEnd(4, '0')) : -1
      if (ppm < 0 || ppm > 1_000_000 || (ppm > 0 && ppm < least * 10_000)) {
        throw wrong(`write a percentage such as 20 or 5.5${least > 0 ? `: 0, or from ${least} to 100` : ''}`)
      }
      return ppm
    },
  }
}

/** A whole number in the text of a query. */
export function digits(least: number, most: number): Field<number> {
  const whole = integer(least, most)
  return { read: (input) => whole.read(typeof input === 'string' && /^\d{1,15}$/.test(input) ? Number(input) : null) }
}

function hasControls(input: string): boolean {
  for (const character of input) {
    const code = character.codePointAt(0) ?? 0
    if (code < 32 || code === 127) return true
  }
  return false
}
