import { addPaymentMeans } from '../../actions/means/add-payment-means.ts'
import { blockPaymentMeans } from '../../actions/means/block-payment-means.ts'
import { parseOutcomes } from '../../actions/sandbox/set-outcomes.ts'
import type { MeansId, Nichandle } from '../../identity/identity.ts'
import type { PaymentMeans } from '../../payments/payment.ts'
import { idParameter } from '../parameters.ts'
import { readNichandle } from './accounts.ts'
import { date, flag, id, integer, oneOf, text } from './fields.ts'
import { andThen, form, listOf, nullable, otherwise, wrong, wrongField } from './form.ts'
import { type AdminCall, adminRoute } from './route.ts'

/** A script for the sandbox's gateway, each outcome checked by its name. */
export const outcomes = andThen(listOf(text(200)), parseOutcomes)

const means = form({
  type: oneOf(['paypal', 'creditCard', 'bankAccount', 'deferredPaymentAccount']),
  default: otherwise(nullable(flag()), null),
  id: otherwise(nullable(id<MeansId>()), null),
  iban: otherwise(nullable(text(60)), null),
  expirationDate: otherwise(nullable(date), null),
  terms: otherwise(nullable(andThen(integer(30, 60), termsDays)), null),
  outcomes: otherwise(nullable(outcomes), null),
})

export const paymentMeansRoutes = [
  adminRoute('POST', '/admin/accounts/:nic/payment-means', async (call) => {
    const nichandle = readNichandle(call.parameter('nic'))
    const written = call.body(means)
    refuseScript(call, written.outcomes)
    const { type: kind, default: isDefault, id, iban, expirationDate: expiresOn, terms: termsDays, outcomes } = written
    const facts = { operator: call.operator, nichandle, kind, isDefault, id, iban, expiresOn, termsDays, outcomes }
    return toWireMeans(nichandle, await addPaymentMeans(call.parts, facts))
  }),
  adminRoute('PUT', '/admin/accounts/:nic/payment-means/:id', async ({ parts, operator, parameter, body }) => {
    const nichandle = readNichandle(parameter('nic'))
    const meansId = idParameter(parameter('id'), 'id') as MeansId
    const { blocked: isBlocked } = body(form({ blocked: flag() }))
    return toWireMeans(nichandle, await blockPaymentMeans(parts, { operator, nichandle, id: meansId, isBlocked }))
  }),
]

function refuseScript({ setup }: AdminCall, outcomes: readonly string[] | null): void {
  if (outcomes === null || setup.sandbox) return
  throw wrongField('outcomes', 'only the gateway of a sandbox plays outcomes')
}

function termsDays(days: number): 30 | 45 | 60 {
  if (days !== 30 && days !== 45 && days !== 60) throw wrong('write 30, 45 or 60')
  return days
}

function toWireMeans(account: Nichandle, means: PaymentMeans): unknown {
  const { id, kind, isDefault, label, state, expiresOn, termsDays } = means
  return {
    id,
    account,
    type: kind,
    default: isDefault,
    label,
    state,
    expirationDate: expiresOn === null ? null : String(expiresOn),
    terms: termsDays,
  }
}
