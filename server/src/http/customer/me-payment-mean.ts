import { listPaymentMeans } from '../../actions/means/list-payment-means.ts'
import type { RegisteredMeansKind } from '../../payments/payment.ts'
import type { RegisteredMeans } from '../../payments/registered-means.ts'
import { type Problem, problem } from '../../problem/problem.ts'
import { wireContext } from '../context.ts'
import { type Call, type Operation, operation } from '../operation.ts'
import { idParameter, manyIds } from '../parameters.ts'
import { toWireBankAccount, toWireBankAccountState } from '../wire/payment-mean-bank-account.ts'
import { toWireCreditCard } from '../wire/payment-mean-credit-card.ts'
import { toWireDeferred } from '../wire/payment-mean-deferred.ts'
import { toWirePaypal } from '../wire/payment-mean-paypal.ts'

/** Registered means as the old API names them, a route for each kind; the numbers are those of the new one (rule P7). */
export const paymentMeanOperations: readonly Operation[] = [
  operation('GET /me/paymentMean/paypal', async (call) => idsOf(await meansOf(call, 'paypal'))),
  operation('GET /me/paymentMean/creditCard', async (call) => idsOf(await meansOf(call, 'creditCard'))),
  operation('GET /me/paymentMean/deferredPaymentAccount', async (call) =>
    idsOf(await meansOf(call, 'deferredPaymentAccount')),
  ),
  operation('GET /me/paymentMean/bankAccount', async (call) => {
    const { state } = call.query
    const means = await meansOf(call, 'bankAccount')
    return idsOf(means.filter((one) => state === undefined || toWireBankAccountState(one) === state))
  }),

  operation(
    'GET /me/paymentMean/paypal/{id}',
    async (call) => toWirePaypal(wireContext(call.parts), await oneOf(call, 'paypal')),
    { many: (call, ids) => manyOf(call, 'paypal', ids, (means) => toWirePaypal(wireContext(call.parts), means)) },
  ),
  operation('GET /me/paymentMean/creditCard/{id}', async (call) => toWireCreditCard(await oneOf(call, 'creditCard')), {
    many: (call, ids) => manyOf(call, 'creditCard', ids, toWireCreditCard),
  }),
  operation(
    'GET /me/paymentMean/deferredPaymentAccount/{id}',
    async (call) => toWireDeferred(wireContext(call.parts), await oneOf(call, 'deferredPaymentAccount')),
    {
      many: (call, ids) =>
        manyOf(call, 'deferredPaymentAccount', ids, (means) => toWireDeferred(wireContext(call.parts), means)),
    },
  ),
  operation(
    'GET /me/paymentMean/bankAccount/{id}',
    async (call) => toWireBankAccount(wireContext(call.parts), await oneOf(call, 'bankAccount')),
    {
      many: (call, ids) =>
        manyOf(call, 'bankAccount', ids, (means) => toWireBankAccount(wireContext(call.parts), means)),
    },
  ),
]

type ListCall = Pick<Call<'GET /me/paymentMean/paypal'>, 'parts' | 'caller'>
type OneCall = Pick<Call<'GET /me/paymentMean/paypal/{id}'>, 'parts' | 'caller' | 'params'>

async function meansOf({ parts, caller }: ListCall, kind: RegisteredMeansKind): Promise<readonly RegisteredMeans[]> {
  const means = await listPaymentMeans(parts, { accountId: caller.accountId })
  return means.filter((one) => one.kind === kind && hasModel(one))
}

/** The old models know no card and no PayPal account of which nothing is known: they show those once they are registered. */
function hasModel({ state, details }: RegisteredMeans): boolean {
  return (state !== 'registering' && state !== 'refused') || details.iban !== undefined
}

async function oneOf(call: OneCall, kind: RegisteredMeansKind): Promise<RegisteredMeans> {
  const id = idParameter(call.params.id, 'id')
  const means = (await meansOf(call, kind)).find((one) => one.id === id)
  if (means) return means
  throw problem('NOT_FOUND', `there is no ${kind} ${id}`)
}

function manyOf<Value>(
  call: ListCall,
  kind: RegisteredMeansKind,
  ids: readonly string[],
  toWire: (means: RegisteredMeans) => Value,
): Promise<ReadonlyMap<string, Value | Problem>> {
  return manyIds(ids, 'id', async () => {
    const means = await meansOf(call, kind)
    return new Map(means.map((one) => [Number(one.id), toWire(one)]))
  })
}

function idsOf(means: readonly RegisteredMeans[]): number[] {
  return means.map((one) => one.id)
}
