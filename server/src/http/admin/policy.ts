import { changeCompany } from '../../actions/operating/change-company.ts'
import { changePolicy } from '../../actions/operating/change-policy.ts'
import { changeTaxRates } from '../../actions/operating/change-tax-rates.ts'
import { readCompany } from '../../actions/operating/read-company.ts'
import { readPolicy } from '../../actions/operating/read-policy.ts'
import { readTaxRates } from '../../actions/operating/read-tax-rates.ts'
import { localDate } from '../../calendar/calendar.ts'
import type { Company, TaxRate } from '../../policy/policy.ts'
import { country } from './accounts.ts'
import { date, integer, percent, text } from './fields.ts'
import { andThen, form, given, listOf, nullable, optional, subset } from './form.ts'
import { adminRoute } from './route.ts'

const hours = integer(0, 8_760)
const days = integer(0, 366)
const severalDays = listOf(days, 50)

const reminders = andThen(subset({ automatic: severalDays, manual: severalDays, card: severalDays }), (numbers) =>
  given(numbers),
)

const policy = subset({
  leadHours: hours,
  retryDays: severalDays,
  graceDays: days,
  warningHours: hours,
  terminationWarningDays: days,
  endingNoticeDays: severalDays,
  cutOffHours: hours,
  reminderDays: reminders,
  orderHours: integer(1, 8_760),
})

const company = subset({ name: text(), address: text(500), country, vat: nullable(text(30)) })

const rates = listOf(form({ country, rate: nullable(percent(1)), validFrom: optional(date) }))

export const policyRoutes = [
  adminRoute('GET', '/admin/policy', ({ parts }) => readPolicy(parts)),
  adminRoute('PUT', '/admin/policy', ({ parts, operator, body }) =>
    changePolicy(parts, { operator, change: given(body(policy)) }),
  ),
  adminRoute('GET', '/admin/company', async ({ parts }) => toWireCompany(await readCompany(parts))),
  adminRoute('PUT', '/admin/company', async ({ parts, operator, body }) =>
    toWireCompany(await changeCompany(parts, { operator, change: given(body(company)) })),
  ),
  adminRoute('GET', '/admin/tax-rates', async ({ parts }) => (await readTaxRates(parts)).map(toWireRate)),
  adminRoute('PUT', '/admin/tax-rates', async ({ parts, operator, body }) => {
    const today = localDate(parts.clock.now(), parts.zone)
    const written = body(rates).map(({ rate, validFrom, ...where }) => {
      return { ...where, ratePpm: rate, validFrom: validFrom ?? today }
    })
    return (await changeTaxRates(parts, { operator, rates: written })).map(toWireRate)
  }),
]

function toWireCompany({ name, address, country, vat }: Company): unknown {
  return { name, address, country, vat }
}

/** `rate` in percent. */
function toWireRate({ country, ratePpm, validFrom }: TaxRate): unknown {
  return { country, rate: ratePpm / 10_000, validFrom: String(validFrom) }
}
