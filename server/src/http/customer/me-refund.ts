import { listRefunds } from '../../actions/refunding/list-refunds.ts'
import { readRefundPayment } from '../../actions/refunding/read-refund-payment.ts'
import { readRefunds } from '../../actions/refunding/read-refunds.ts'
import type { BillingDocument } from '../../bills/document.ts'
import type { DocumentId, OrderId } from '../../identity/identity.ts'
import { problem } from '../../problem/problem.ts'
import { wireContext } from '../context.ts'
import { dateRange } from '../date-range.ts'
import { type Call, type Operation, operation } from '../operation.ts'
import { toWireRefund } from '../wire/refund.ts'
import { toWireRefundDetail } from '../wire/refund-detail.ts'
import { toWireRefundPayment } from '../wire/refund-payment.ts'

/** Refunds: what corrects a bill, and the document of an order with a negative total. Numbers are texts, as those of bills. */
export const refundOperations: readonly Operation[] = [
  operation('GET /me/refund', async ({ parts, caller, query }) => {
    const orderId = (query.orderId ?? null) as OrderId | null
    return [...(await listRefunds(parts, { accountId: caller.accountId, orderId, ...dateRange(query) }))]
  }),

  operation('GET /me/refund/{refundId}', async (call) => toWireRefund(wireContext(call.parts), await refundOf(call)), {
    many: async ({ parts, caller }, ids) => {
      const refunds = await readRefunds(parts, {
        accountId: caller.accountId,
        refundIds: ids as readonly DocumentId[],
      })
      return new Map([...refunds].map(([id, refund]) => [id, toWireRefund(wireContext(parts), refund)]))
    },
  }),

  operation('GET /me/refund/{refundId}/details', async (call) =>
    (await refundOf(call)).lines.map(({ id }) => String(id)),
  ),

  operation(
    'GET /me/refund/{refundId}/details/{refundDetailId}',
    async (call) => {
      const { refundId, refundDetailId } = call.params
      const refund = await refundOf(call)
      const line = refund.lines.find(({ id }) => String(id) === refundDetailId)
      if (line) return toWireRefundDetail(refund, line)
      throw problem('NOT_FOUND', `there is no detail ${refundDetailId} of refund ${refundId}`)
    },
    {
      many: async (call) => {
        const refund = await refundOf(call)
        return new Map(refund.lines.map((line) => [String(line.id), toWireRefundDetail(refund, line)]))
      },
    },
  ),

  operation('GET /me/refund/{refundId}/payment', async (call) => {
    const refund = await refundOf(call)
    const payment = await readRefundPayment(call.parts, refund)
    if (payment) return toWireRefundPayment(wireContext(call.parts), refund, payment)
    throw problem('NOT_FOUND', `the money of refund ${refund.id} is still on its way: ask again in some minutes`)
  }),
]

type RefundCall = Pick<Call<'GET /me/refund/{refundId}'>, 'parts' | 'caller' | 'params'>

async function refundOf({ parts, caller, params }: RefundCall): Promise<BillingDocument> {
  const refundId = params.refundId as DocumentId
  const refund = (await readRefunds(parts, { accountId: caller.accountId, refundIds: [refundId] })).get(refundId)
  if (refund) return refund
  throw problem('NOT_FOUND', `there is no refund ${refundId}`)
}
