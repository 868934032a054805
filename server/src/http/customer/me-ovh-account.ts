import { changePrepaidAccount } from '../../actions/balance/change-prepaid-account.ts'
import { listBalanceMovements } from '../../actions/balance/list-balance-movements.ts'
import { readBalanceMovements } from '../../actions/balance/read-balance-movements.ts'
import { type OwnPrepaidAccount, readPrepaidAccount } from '../../actions/balance/read-prepaid-account.ts'
import { readRetrievable } from '../../actions/balance/read-retrievable.ts'
import { requestRefund } from '../../actions/balance/request-refund.ts'
import { retrieveMoney } from '../../actions/balance/retrieve-money.ts'
import { orderCredit } from '../../actions/ordering/order-credit.ts'
import type { MeansId } from '../../identity/identity.ts'
import { problem } from '../../problem/problem.ts'
import { wireContext } from '../context.ts'
import { dateRange } from '../date-range.ts'
import { numberedOperation } from '../numbered-operation.ts'
import { type Call, type Operation, operation } from '../operation.ts'
import { idParameter } from '../parameters.ts'
import { toWireMovement } from '../wire/movement.ts'
import { toWireOrder } from '../wire/order.ts'
import { toWireOvhAccount } from '../wire/ovh-account.ts'

/** The prepaid account: one for each customer, named by its currency (`EUR`). */
export const ovhAccountOperations: readonly Operation[] = [
  operation('GET /me/ovhAccount', async ({ parts, caller }) => {
    const { balance } = await readPrepaidAccount(parts, { accountId: caller.accountId })
    return [balance.currency]
  }),

  operation('GET /me/ovhAccount/{ovhAccountId}', async (call) =>
    toWireOvhAccount(wireContext(call.parts), await prepaidAccountOf(call)),
  ),

  operation('PUT /me/ovhAccount/{ovhAccountId}', async (call) => {
    await prepaidAccountOf(call)
    const { alertThreshold } = call.body
    if (alertThreshold === undefined) return
    await changePrepaidAccount(call.parts, { accountId: call.caller.accountId, alertThreshold })
  }),

  operation('POST /me/ovhAccount/{ovhAccountId}/creditOrder', async (call) => {
    await prepaidAccountOf(call)
    const { amount } = call.body
    return toWireOrder(
      wireContext(call.parts),
      await orderCredit(call.parts, { accountId: call.caller.accountId, amount }),
    )
  }),

  operation('POST /me/ovhAccount/{ovhAccountId}/retrieveMoney', async (call) => {
    await prepaidAccountOf(call)
    const { amount, bankAccountId } = call.body
    const request = { accountId: call.caller.accountId, amount, bankAccountId: bankAccountId as MeansId }
    return toWireOrder(wireContext(call.parts), await retrieveMoney(call.parts, request))
  }),

  operation('POST /me/ovhAccount/{ovhAccountId}/movements/{movementId}/requestRefund', async (call) => {
    await prepaidAccountOf(call)
    const movementId = idParameter(call.params.movementId, 'movementId')
    await requestRefund(call.parts, { accountId: call.caller.accountId, movementId, amount: call.body.amount })
  }),

  operation('GET /me/ovhAccount/{ovhAccountId}/movements', async (call) => {
    const { currency } = (await prepaidAccountOf(call)).balance
    const { accountId } = call.caller
    return [...(await listBalanceMovements(call.parts, { accountId, currency, ...dateRange(call.query) }))]
  }),

  numberedOperation('GET /me/ovhAccount/{ovhAccountId}/movements/{movementId}', 'movementId', async (call, ids) => {
    const { currency } = (await prepaidAccountOf(call)).balance
    const { accountId } = call.caller
    const [movements, { byMovement }] = await Promise.all([
      readBalanceMovements(call.parts, { accountId, currency, ids }),
      readRetrievable(call.parts, { accountId }),
    ])
    const context = wireContext(call.parts)
    return new Map([...movements].map(([id, movement]) => [id, toWireMovement(context, movement, byMovement.get(id))]))
  }),
]

type AccountCall = Pick<Call<'GET /me/ovhAccount/{ovhAccountId}'>, 'parts' | 'caller' | 'params'>

async function prepaidAccountOf({ parts, caller, params }: AccountCall): Promise<OwnPrepaidAccount> {
  const account = await readPrepaidAccount(parts, { accountId: caller.accountId })
  if (account.balance.currency === params.ovhAccountId) return account
  throw problem('NOT_FOUND', `there is no prepaid account ${params.ovhAccountId}`)
}
