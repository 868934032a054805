import { changePurchaseOrder } from '../../actions/billing/change-purchase-order.ts'
import { createPurchaseOrder } from '../../actions/billing/create-purchase-order.ts'
import { readPurchaseOrders } from '../../actions/billing/read-purchase-orders.ts'
import { removePurchaseOrder } from '../../actions/billing/remove-purchase-order.ts'
import { parseDate } from '../../calendar/calendar.ts'
import type { PurchaseWords } from '../../customers/purchase-order.ts'
import type { BillingGroupId, PurchaseOrderId } from '../../identity/identity.ts'
import { type Problem, problem } from '../../problem/problem.ts'
import { wireContext } from '../context.ts'
import type { BodyOf } from '../contract-types.ts'
import { type Call, type Operation, operation } from '../operation.ts'
import { idParameter, manyIds } from '../parameters.ts'
import { toWirePurchaseOrder } from '../wire/purchase-order.ts'

/** References of the customer's own that stand on the bills of a time. Deleted ones are read by their id alone. */
export const purchaseOrderOperations: readonly Operation[] = [
  operation('GET /me/billing/purchaseOrder', async ({ parts, caller, query: { billingGroupId } }) => {
    const orders = await readPurchaseOrders(parts, caller)
    return orders
      .filter(({ deletedAt }) => deletedAt === null)
      .filter((order) => billingGroupId === undefined || order.billingGroupId === billingGroupId)
      .map(({ id }) => id)
  }),

  operation('POST /me/billing/purchaseOrder', async ({ parts, caller: { accountId }, body }) => {
    const { type, active, billingGroupId, description, endDate } = body
    const words = {
      type,
      active: active ?? true,
      billingGroupId: (billingGroupId ?? null) as BillingGroupId | null,
      description: descriptionOf(description ?? null),
      reference: referenceOf(body.reference),
      startsOn: dateOf('startDate', body.startDate),
      endsOn: endDate ? dateOf('endDate', endDate) : null,
    }
    return toWirePurchaseOrder(wireContext(parts), await createPurchaseOrder(parts, { accountId, words }))
  }),

  operation(
    'GET /me/billing/purchaseOrder/{id}',
    async ({ parts, caller, params }) => {
      const id = idParameter(params.id, 'id')
      const order = (await readPurchaseOrders(parts, caller)).find((one) => one.id === id)
      if (order) return toWirePurchaseOrder(wireContext(parts), order)
      throw problem('NOT_FOUND', `there is no purchase order ${id}`)
    },
    {
      many: ({ parts, caller }, texts) =>
        manyIds(texts, 'id', async () => {
          const orders = await readPurchaseOrders(parts, caller)
          return new Map(orders.map((order) => [Number(order.id), toWirePurchaseOrder(wireContext(parts), order)]))
        }),
    },
  ),

  operation('PUT /me/billing/purchaseOrder/{id}', async (call) => {
    await changePurchaseOrder(call.parts, { ...named(call), change: changeOf(call.body) })
  }),

  operation('DELETE /me/billing/purchaseOrder/{id}', async (call) => {
    await removePurchaseOrder(call.parts, named(call))
  }),
]

type OrderCall = Pick<Call<'GET /me/billing/purchaseOrder/{id}'>, 'caller' | 'params'>

function named({ caller: { accountId }, params }: OrderCall) {
  return { accountId, purchaseOrderId: idParameter(params.id, 'id') as PurchaseOrderId }
}

/** null takes away what need not be there, and changes nothing of the rest. */
function changeOf(body: BodyOf<'PUT /me/billing/purchaseOrder/{id}'>): Partial<PurchaseWords> {
  const { type, active, billingGroupId, description, reference, startDate, endDate } = body
  return {
    ...(type ? { type } : {}),
    ...(typeof active === 'boolean' ? { active } : {}),
    ...(typeof reference === 'string' ? { reference: referenceOf(reference) } : {}),
    ...(startDate ? { startsOn: dateOf('startDate', startDate) } : {}),
    ...(billingGroupId === undefined ? {} : { billingGroupId: billingGroupId as BillingGroupId | null }),
    ...(description === undefined ? {} : { description: descriptionOf(description) }),
    ...(endDate === undefined ? {} : { endsOn: endDate === null ? null : dateOf('endDate', endDate) }),
  }
}

/** In characters: a line of a bill has room for it. */
const longestReference = 100
const longestDescription = 255

function referenceOf(given: string): string {
  const reference = given.trim()
  if (reference === '') throw wrong('reference', 'write what is to stand on the bills')
  if (reference.length <= longestReference) return reference
  throw wrong('reference', `it has ${reference.length} characters, the most is ${longestReference}`)
}

function descriptionOf(given: string | null): string | null {
  const description = given?.trim() ?? ''
  if (description.length <= longestDescription) return description === '' ? null : description
  throw wrong('description', `it has ${description.length} characters, the most is ${longestDescription}`)
}

function dateOf(field: string, text: string) {
  const date = parseDate(text)
  if (date) return date
  throw wrong(field, 'write a date such as 2027-01-31')
}

function wrong(field: string, message: string): Problem {
  return problem('INVALID_PARAMETER', `${field}: ${message}`, { field })
}
