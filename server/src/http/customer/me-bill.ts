import type { BillingCategoryEnum } from '@odnowa/contract/models/billing.generated.ts'
import { listBills } from '../../actions/billing/list-bills.ts'
import { readBills } from '../../actions/billing/read-bills.ts'
import { readOrderPayments } from '../../actions/ordering/read-order-payments.ts'
import type { BillingDocument, DocumentCategory } from '../../bills/document.ts'
import type { DocumentId, OrderId } from '../../identity/identity.ts'
import { problem } from '../../problem/problem.ts'
import { wireContext } from '../context.ts'
import { dateRange } from '../date-range.ts'
import { type Call, type Operation, operation } from '../operation.ts'
import { toWireBill } from '../wire/bill.ts'
import { toWireBillDetail } from '../wire/bill-detail.ts'
import { toWirePayment } from '../wire/payment.ts'

/** Bills; their numbers and those of their lines are texts. */
export const billOperations: readonly Operation[] = [
  operation('GET /me/bill', async ({ parts, caller, query }) => {
    const filter = { categories: categoriesOf(query.category), orderId: (query.orderId ?? null) as OrderId | null }
    return [...(await listBills(parts, { accountId: caller.accountId, ...filter, ...dateRange(query) }))]
  }),

  operation('GET /me/bill/{billId}', async (call) => toWireBill(wireContext(call.parts), await billOf(call)), {
    many: async ({ parts, caller }, ids) => {
      const bills = await readBills(parts, { accountId: caller.accountId, billIds: ids as readonly DocumentId[] })
      return new Map([...bills].map(([id, bill]) => [id, toWireBill(wireContext(parts), bill)]))
    },
  }),

  operation('GET /me/bill/{billId}/details', async (call) => (await billOf(call)).lines.map(({ id }) => String(id))),

  operation(
    'GET /me/bill/{billId}/details/{billDetailId}',
    async (call) => {
      const { billId, billDetailId } = call.params
      const line = (await billOf(call)).lines.find(({ id }) => String(id) === billDetailId)
      if (line) return toWireBillDetail(line)
      throw problem('NOT_FOUND', `there is no detail ${billDetailId} of bill ${billId}`)
    },
    {
      many: async (call) =>
        new Map((await billOf(call)).lines.map((line) => [String(line.id), toWireBillDetail(line)])),
    },
  ),

  operation('GET /me/bill/{billId}/payment', async (call) => {
    const { id, orderId } = await billOf(call)
    const payments = await readOrderPayments(call.parts, { accountId: call.caller.accountId, orderIds: [orderId] })
    const payment = payments.get(orderId)
    if (payment) return toWirePayment(wireContext(call.parts), payment)
    throw problem('NOT_FOUND', `there is no payment of bill ${id}: it is not paid`)
  }),
]

type BillCall = Pick<Call<'GET /me/bill/{billId}'>, 'parts' | 'caller' | 'params'>

async function billOf({ parts, caller, params }: BillCall): Promise<BillingDocument> {
  const billId = params.billId as DocumentId
  const bill = (await readBills(parts, { accountId: caller.accountId, billIds: [billId] })).get(billId)
  if (bill) return bill
  throw problem('NOT_FOUND', `there is no bill ${billId}`)
}

/** Categories that no bill of ours has find nothing. */
function categoriesOf(category: BillingCategoryEnum | undefined): readonly DocumentCategory[] | null {
  if (category === undefined) return null
  return category === 'autorenew' || category === 'earlyrenewal' ? [category] : []
}
