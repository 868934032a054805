import fc from 'fast-check'
import type { PlanChange } from '../src/actions/operating/change-plan.ts'
import type { PolicyChange } from '../src/actions/operating/change-policy.ts'
import { parsePeriod } from '../src/calendar/period.ts'
import type { DatedPrice } from '../src/catalog/plan-register.store.ts'
import { parseAmount } from '../src/money/money.ts'
import { plans } from './fleet.ts'

const someDays = fc.uniqueArray(fc.integer({ min: 0, max: 40 }), { maxLength: 4 })

/** Numbers that an operator may enter, from none at all to more than is usual. */
const numbers = {
  leadHours: fc.integer({ min: 0, max: 240 }),
  retryDays: fc.uniqueArray(fc.integer({ min: 0, max: 12 }), { maxLength: 5 }),
  graceDays: fc.integer({ min: 0, max: 14 }),
  warningHours: fc.integer({ min: 0, max: 72 }),
  terminationWarningDays: fc.integer({ min: 0, max: 10 }),
  endingNoticeDays: someDays,
  cutOffHours: fc.integer({ min: 0, max: 72 }),
  orderHours: fc.integer({ min: 1, max: 96 }),
} as const

/** Another number of the rules, or other days on which people are reminded. */
export const policyChanges: fc.Arbitrary<PolicyChange> = fc.oneof(
  ...Object.entries(numbers).map(([name, number]) => fc.record({ [name]: number as fc.Arbitrary<unknown> })),
  ...(['automatic', 'manual', 'card'] as const).map((kind) => {
    return someDays.map((days) => ({ reminderDays: { [kind]: days } }))
  }),
)

/** What a plan newly says of its services: when they are deleted, or whether they can be renewed by hand. */
export const planChanges: fc.Arbitrary<PlanChange> = fc.oneof(
  fc.record({ deletionDays: fc.integer({ min: 0, max: 60 }) }),
  fc.record({ manualAllowed: fc.boolean() }),
)

/** The prices of a plan as a house begins with them, with those of its first period or without. */
export function pricesOf(code: string, withFirst: boolean): readonly DatedPrice[] {
  const { prices = {} } = plans.find((plan) => plan.code === code) ?? {}
  const validFrom = Temporal.PlainDate.from('2020-01-01')
  return Object.entries<string>(prices)
    .slice(withFirst ? 0 : 1)
    .map(([period, value]) => ({
      planCode: code,
      period: parsePeriod(period),
      ...parseAmount(value, 'EUR'),
      validFrom,
    }))
}
