import { createBundle } from '../../actions/operating/create-bundle.ts'
import { listBundles } from '../../actions/operating/list-bundles.ts'
import { removeBundle } from '../../actions/operating/remove-bundle.ts'
import type { Bundle } from '../../catalog/bundle-register.store.ts'
import { money } from '../../money/money.ts'
import { idParameter } from '../parameters.ts'
import { toWirePrice } from '../wire/price.ts'
import { amount, currency, date, percent, period, ucents } from './fields.ts'
import { andThen, form, listOf, nullable, optional, otherwise, wrong } from './form.ts'
import { answerPage, type List } from './page.ts'
import { always, oneAmount, planCode } from './plans.ts'
import { adminRoute } from './route.ts'

const bundle = andThen(
  form({
    plans: andThen(listOf(planCode, 100), severalPlans),
    period: otherwise(nullable(period), null),
    currency,
    plan: planCode,
    value: optional(amount),
    priceInUcents: optional(ucents),
    discountPercent: optional(percent(0)),
    validFrom: otherwise(date, always),
  }),
  ({ plan: planCode, value, priceInUcents, discountPercent, ...facts }) => {
    const priced = value !== undefined || priceInUcents !== undefined
    if (priced === (discountPercent !== undefined)) throw wrong('write either a price (value) or discountPercent')
    if (discountPercent === 0) throw wrong('a discount of 0 changes nothing')
    const priceUcents = priced ? oneAmount(facts.currency, value, priceInUcents) : null
    return { ...facts, planCode, priceUcents, discountPpm: discountPercent ?? null }
  },
)

const bundles: List<Bundle, [number]> = {
  name: 'bundles',
  first: [0],
  keyOf: (one) => [one.id],
  toWire: toWireBundle,
}

export const bundleRoutes = [
  adminRoute('POST', '/admin/bundles', async ({ parts, operator, body }) =>
    toWireBundle(await createBundle(parts, { operator, bundle: body(bundle) })),
  ),
  adminRoute('GET', '/admin/bundles', (call) =>
    answerPage(call, bundles, {}, ({ after: [after], limit }) => listBundles(call.parts, { after, limit })),
  ),
  adminRoute('DELETE', '/admin/bundles/:id', ({ parts, operator, parameter }) =>
    removeBundle(parts, { operator, id: idParameter(parameter('id'), 'id') }),
  ),
]

function severalPlans(plans: readonly string[]): readonly string[] {
  if (new Set(plans).size < plans.length) throw wrong('a plan stands here twice')
  if (plans.length < 2) throw wrong('a bundle has two plans or more')
  return plans
}

function toWireBundle({ id, plans, period, currency, planCode, priceUcents, discountPpm, validFrom }: Bundle): unknown {
  const price =
    priceUcents === null ? { discountPercent: (discountPpm ?? 0) / 10_000 } : toWirePrice(money(priceUcents, currency))
  return { id, plans, period, currency, plan: planCode, ...price, validFrom: String(validFrom) }
}
