import type { LocalDate } from '../../calendar/calendar.ts'
import type { Operator } from '../../operators/token.ts'
import { readTaxRates } from '../../policy/policy.store.ts'
import type { TaxRate } from '../../policy/policy.ts'
import { removeTaxRates, writeTaxRates } from '../../policy/tax-rate.store.ts'
import type { Parts } from '../parts.ts'
import { auditChange } from './audit-change.ts'

/** A rate from a date on; null takes the one of that date away again. */
export interface TaxRateChange {
  readonly country: string
  readonly ratePpm: number | null
  readonly validFrom: LocalDate
}

/** Writes rates beside the others (rule B4); orders keep the rate they were made at. The last one of a country and date counts. */
export async function changeTaxRates(
  parts: Parts,
  request: { readonly operator: Operator; readonly rates: readonly TaxRateChange[] },
): Promise<readonly TaxRate[]> {
  const { operator } = request
  const rates = [...new Map(request.rates.map((rate) => [`${rate.country} ${rate.validFrom}`, rate])).values()]
  return parts.transaction(async (transaction) => {
    const kept = rates.flatMap(({ ratePpm, ...rate }) => (ratePpm === null ? [] : [{ ...rate, ratePpm }]))
    await writeTaxRates(transaction, kept)
    await removeTaxRates(
      transaction,
      rates.filter((rate) => rate.ratePpm === null),
    )
    const data = { rates: rates.map((rate) => ({ ...rate, validFrom: String(rate.validFrom) })) }
    await auditChange(transaction, parts, { operator, action: 'taxRates.changed', subject: 'tax-rates', data })
    return readTaxRates(transaction)
  })
}
