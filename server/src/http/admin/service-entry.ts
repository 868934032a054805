import type { ServiceId } from '../../identity/identity.ts'
import type { ServiceEntry } from '../../services/service-register.ts'
import { date, id, integer, nichandle, oneOf, period, text } from './fields.ts'
import { andThen, type Field, form, listOf, nullable, otherwise } from './form.ts'
import { planCode } from './plans.ts'

/** A value that may be left out or null. */
function maybe<Value>(field: Field<Value>): Field<Value | undefined> {
  return otherwise(
    andThen(nullable(field), (value) => value ?? undefined),
    undefined,
  )
}

/** A service as `POST /admin/services` takes it. */
const entryFields = {
  account: nichandle,
  plan: planCode,
  name: text(),
  start: date,
  expiration: maybe(date),
  anchorDay: maybe(integer(1, 31)),
  period,
  mode: oneOf(['automatic', 'manual']),
  parentServiceId: maybe(id<ServiceId>()),
  linkedTo: maybe(listOf(id<ServiceId>())),
  quantity: maybe(integer(1, 1_000_000)),
  serviceId: maybe(id<ServiceId>()),
}

export const serviceEntry: Field<ServiceEntry> = form(entryFields)
/** The columns that a CSV file may have. */
export const entryColumns: readonly string[] = Object.keys(entryFields)

const numbers: ReadonlySet<string> = new Set(['anchorDay', 'parentServiceId', 'quantity', 'serviceId'])

/**
 * A row of a CSV file, whose values are all texts, as the JSON object that it stands for. An empty value is left out; ids of
 * `linkedTo` are separated by spaces or semicolons.
 */
export function fromCsvRow(row: Readonly<Record<string, string>>): Readonly<Record<string, unknown>> {
  const values = Object.entries(row).filter(([, value]) => value.trim() !== '')
  return Object.fromEntries(
    values.map(([name, value]) => {
      if (name === 'linkedTo')
        return [
          name,
          value
            .trim()
            .split(/[\s;,]+/)
            .map(numberOf),
        ]
      return [name, numbers.has(name) ? numberOf(value.trim()) : value]
    }),
  )
}

/** What is no number stays as it is, to be refused by its field. */
function numberOf(value: string): number | string {
  return /^\d{1,15}$/.test(value) ? Number(value) : value
}
