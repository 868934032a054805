import { type DebtOperation, readDebtOperations } from '../../actions/billing/read-debt-operations.ts'
import { readDebtBalance, readDebts } from '../../actions/billing/read-debts.ts'
import { orderDebts } from '../../actions/ordering/order-debts.ts'
import type { Debt, DebtChoice } from '../../bills/debt-view.store.ts'
import type { DebtId, DocumentId, OrderId } from '../../identity/identity.ts'
import { problem } from '../../problem/problem.ts'
import { wireContext } from '../context.ts'
import { type AnyCall, type Call, type Operation, operation } from '../operation.ts'
import { idParameter, manyIds } from '../parameters.ts'
import { toWireDebt, toWireDebtBalance } from '../wire/debt.ts'
import { toWireDebtAssociatedObject, toWireDebtOperation } from '../wire/debt-operation.ts'
import { toWireOrder } from '../wire/order.ts'

/** Where one debt is found: under its own number, its bill's, or its order's. */
type Place = '/me/bill/{billId}/debt' | '/me/debtAccount/debt/{debtId}' | '/me/order/{orderId}/debt'

/** What is owed by automatic bills, and orders that pay it (rule B5). */
export const debtOperations: readonly Operation[] = [
  operation('GET /me/debtAccount', async ({ parts, caller }) =>
    toWireDebtBalance(await readDebtBalance(parts, { accountId: caller.accountId })),
  ),
  operation('POST /me/debtAccount/pay', async ({ parts, caller }) =>
    toWireOrder(wireContext(parts), await orderDebts(parts, { accountId: caller.accountId, choice: {} })),
  ),
  operation('GET /me/debtAccount/debt', async ({ parts, caller }) => [
    ...(await readDebts(parts, { accountId: caller.accountId, choice: {} })).keys(),
  ]),
  operation('GET /me/debtAccount/debt/{debtId}', (call) => wireDebtOf(call, numbered), {
    many: ({ parts, caller }, texts) =>
      manyIds(texts, 'debtId', async (ids: readonly DebtId[]) => {
        const debts = await readDebts(parts, { accountId: caller.accountId, choice: { ids } })
        return new Map([...debts].map(([id, debt]) => [id, toWireDebt(wireContext(parts), debt)]))
      }),
  }),
  operation('GET /me/bill/{billId}/debt', (call) => wireDebtOf(call, ofBill)),
  operation('GET /me/order/{orderId}/debt', (call) => wireDebtOf(call, ofOrder)),
  ...operationsAt('/me/debtAccount/debt/{debtId}', numbered),
  ...operationsAt('/me/bill/{billId}/debt', ofBill),
  ...operationsAt('/me/order/{orderId}/debt', ofOrder),
]

type Params = AnyCall['params']
type Choose = (params: Params) => DebtChoice

function numbered({ debtId = '' }: Params): DebtChoice {
  return { ids: [idParameter(debtId, 'debtId') as DebtId] }
}

function ofBill({ billId = '' }: Params): DebtChoice {
  return { billId: billId as DocumentId }
}

function ofOrder({ orderId = '' }: Params): DebtChoice {
  return { orderId: idParameter(orderId, 'orderId') as OrderId }
}

type DebtCall = Pick<Call<never>, 'parts' | 'caller'> & { readonly params: Params }

async function wireDebtOf(call: DebtCall, choose: Choose): Promise<ReturnType<typeof toWireDebt>> {
  const { parts, caller, params } = call
  const [debt] = (await readDebts(parts, { accountId: caller.accountId, choice: choose(params) })).values()
  return toWireDebt(wireContext(parts), there(debt))
}

function there(debt: Debt | undefined): Debt {
  if (debt) return debt
  throw problem('NOT_FOUND', 'there is no such debt: only automatic bills have one, and what was charged back')
}

/** What hangs under one debt, wherever it is found. */
function operationsAt<At extends Place>(place: At, choose: Choose): readonly Operation[] {
  const all = ({ parts, caller, params }: DebtCall) =>
    readDebtOperations(parts, { accountId: caller.accountId, choice: choose(params) })
  return [
    operation(`GET ${place}/operation` as 'GET /me/bill/{billId}/debt/operation', async (call) => {
      const { depositOrderId } = call.query
      const found = (await all(call)).filter(
        ({ orderId }) => depositOrderId === undefined || orderId === depositOrderId,
      )
      return found.map(({ id }) => id)
    }),
    operation(
      `GET ${place}/operation/{operationId}` as 'GET /me/bill/{billId}/debt/operation/{operationId}',
      async (call) => toWireDebtOperation(wireContext(call.parts), named(await all(call), call.params)),
      {
        many: async (call, texts) =>
          manyIds(texts, 'operationId', async (ids: readonly number[]) => {
            const known = (await all(call)).filter(({ id }) => ids.includes(id))
            return new Map(known.map((one) => [one.id, toWireDebtOperation(wireContext(call.parts), one)]))
          }),
      },
    ),
    operation(
      `GET ${place}/operation/{operationId}/associatedObject` as 'GET /me/bill/{billId}/debt/operation/{operationId}/associatedObject',
      async (call) => toWireDebtAssociatedObject(named(await all(call), call.params)),
    ),
    operation(`POST ${place}/pay` as 'POST /me/bill/{billId}/debt/pay', async ({ parts, caller, params }) =>
      toWireOrder(wireContext(parts), await orderDebts(parts, { accountId: caller.accountId, choice: choose(params) })),
    ),
  ]
}

function named(operations: readonly DebtOperation[], { operationId = '' }: Params): DebtOperation {
  const id = idParameter(operationId, 'operationId')
  const found = operations.find((one) => one.id === id)
  if (found) return found
  throw problem('NOT_FOUND', `there is no operation ${id} of this debt`)
}
