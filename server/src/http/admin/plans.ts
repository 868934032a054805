import { changePlan } from '../../actions/operating/change-plan.ts'
import { createPlan } from '../../actions/operating/create-plan.ts'
import { listPlans } from '../../actions/operating/list-plans.ts'
import { readPlan } from '../../actions/operating/read-plan.ts'
import type { LocalDate } from '../../calendar/calendar.ts'
import type { Period } from '../../calendar/period.ts'
import type { DatedPrice, PricedPlan } from '../../catalog/plan-register.store.ts'
import { type Currency, money, parseAmount, type Ucents } from '../../money/money.ts'
import { toWirePrice } from '../wire/price.ts'
import { amount, currency, date, flag, integer, matching, period, text, ucents } from './fields.ts'
import { andThen, type Field, form, given, listOf, optional, otherwise, sameName, subset, wrong } from './form.ts'
import { answerPage, type List } from './page.ts'
import { adminRoute } from './route.ts'

/** Prices without a date have always been valid. */
export const always = Temporal.PlainDate.from('1970-01-01')

export const planCode = matching(/^[A-Za-z0-9][A-Za-z0-9._-]*$/, 'letters, digits, dots, hyphens and underscores', 100)

/** What an answer says of an amount beside its value: taken back unread, so that what was read can be written. */
export const printedAmount = { currencyCode: optional(currency), text: optional(text()) }

type WrittenPrice = Omit<DatedPrice, 'planCode'>

const price: Field<WrittenPrice> = andThen(
  form({
    period,
    currency,
    value: optional(amount),
    priceInUcents: optional(ucents),
    validFrom: otherwise(date, always),
    ...printedAmount,
  }),
  ({ period, currency, value, priceInUcents, validFrom }) => {
    return { period, currency, ucents: oneAmount(currency, value, priceInUcents), validFrom }
  },
)

const prices = andThen(listOf(price), distinct)

const fields = {
  code: planCode,
  family: text(100),
  serviceType: text(200),
  prices,
  manualAllowed: otherwise(flag(), true),
  oneShot: otherwise(flag(), false),
  followsParent: otherwise(flag(), false),
  deletionDays: otherwise(integer(0, 3_650), 30),
}

const plans: List<PricedPlan, [number]> = {
  name: 'plans',
  first: [0],
  keyOf: (plan) => [plan.position],
  toWire: toWirePlan,
}

export const planRoutes = [
  adminRoute('POST', '/admin/plans', async ({ parts, operator, body }) => {
    const { prices, ...plan } = body(form(fields))
    return toWirePlan(await createPlan(parts, { operator, plan, prices: ofPlan(plan.code, prices) }))
  }),
  adminRoute('GET', '/admin/plans', (call) =>
    answerPage(call, plans, {}, ({ after: [after], limit }) => listPlans(call.parts, { after, limit })),
  ),
  adminRoute('GET', '/admin/plans/:code', async ({ parts, parameter }) =>
    toWirePlan(await readPlan(parts, { code: parameter('code') })),
  ),
  adminRoute('PUT', '/admin/plans/:code', async ({ parts, operator, parameter, body }) => {
    const code = parameter('code')
    const { prices, id, ...plan } = given(body(subset({ ...fields, id: planCode })))
    if (id !== undefined && id !== code) throw sameName('id', code)
    const change = { ...plan, ...(prices ? { prices: ofPlan(code, prices) } : {}) }
    return toWirePlan(await changePlan(parts, { operator, code, change }))
  }),
]

function toWirePlan({ prices, position: _, ...plan }: PricedPlan): unknown {
  return {
    id: plan.code,
    ...plan,
    prices: prices.map(({ period, currency, ucents, validFrom }) => ({
      period,
      currency,
      ...toWirePrice(money(ucents, currency)),
      validFrom: String(validFrom),
    })),
  }
}

/** One of the two ways to write an amount, or both where they agree. */
export function oneAmount(
  currency: Currency,
  value: number | string | undefined,
  priceInUcents: Ucents | undefined,
): Ucents {
  if (value === undefined && priceInUcents === undefined) throw wrong('write value or priceInUcents')
  const ucents = value === undefined ? priceInUcents : parseAmount(value, currency).ucents
  if (priceInUcents !== undefined && ucents !== priceInUcents) throw wrong('value and priceInUcents do not agree')
  return ucents ?? 0n
}

function distinct(prices: readonly WrittenPrice[]): readonly WrittenPrice[] {
  const keys = prices.map((one) => keyOf(one))
  const again = keys.findIndex((key, index) => keys.indexOf(key) < index)
  if (again >= 0) throw wrong(`there are two prices of ${keys[again]}`)
  return prices
}

function keyOf(price: { readonly period: Period; readonly currency: Currency; readonly validFrom: LocalDate }): string {
  return `${price.period} in ${price.currency} from ${price.validFrom}`
}

function ofPlan(planCode: string, prices: readonly WrittenPrice[]): readonly DatedPrice[] {
  return prices.map((one) => ({ ...one, planCode }))
}
