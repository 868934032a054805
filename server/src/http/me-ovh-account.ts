import { changePrepaidAccount } from '../actions/change-prepaid-account.ts'
import { listBalanceMovements } from '../actions/list-balance-movements.ts'
import { orderCredit } from '../actions/order-credit.ts'
import { readBalanceMovements } from '../actions/read-balance-movements.ts'
import { type OwnPrepaidAccount, readPrepaidAccount } from '../actions/read-prepaid-account.ts'
import { problem } from '../problem/problem.ts'
import { wireContext } from './context.ts'
import { dateRange } from './date-range.ts'
import { type Call, type Operation, operation } from './operation.ts'
import { idParameter, manyIds } from './parameters.ts'
import { toWireMovement } from './wire/movement.ts'
import { toWireOrder } from './wire/order.ts'
import { toWireOvhAccount } from './wire/ovh-account.ts'

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

  operation('GET /me/ovhAccount/{ovhAccountId}/movements', async (call) => {
    const { currency } = (await prepaidAccountOf(call)).balance
    const { accountId } = call.caller
    return [...(await listBalanceMovements(call.parts, { accountId, currency, ...dateRange(call.query) }))]
  }),

  operation(
    'GET /me/ovhAccount/{ovhAccountId}/movements/{movementId}',
    async (call) => {
      const id = idParameter(call.params.movementId, 'movementId')
      const { currency } = (await prepaidAccountOf(call)).balance
      const { accountId } = call.caller
      const movement = (await readBalanceMovements(call.parts, { accountId, currency, ids: [id] })).get(id)
      if (movement) return toWireMovement(wireContext(call.parts), movement)
      throw problem('NOT_FOUND', `there is no movement ${id}`)
    },
    {
      many: async (call, texts) => {
        const { currency } = (await prepaidAccountOf(call)).balance
        const { accountId } = call.caller
        return manyIds(texts, 'movementId', async (ids: readonly number[]) => {
          const movements = await readBalanceMovements(call.parts, { accountId, currency, ids })
          return new Map(
            [...movements].map(([id, movement]) => [id, toWireMovement(wireContext(call.parts), movement)]),
          )
        })
      },
    },
  ),
]

type AccountCall = Pick<Call<'GET /me/ovhAccount/{ovhAccountId}'>, 'parts' | 'caller' | 'params'>

async function prepaidAccountOf({ parts, caller, params }: AccountCall): Promise<OwnPrepaidAccount> {
  const account = await readPrepaidAccount(parts, { accountId: caller.accountId })
  if (account.balance.currency === params.ovhAccountId) return account
  throw problem('NOT_FOUND', `there is no prepaid account ${params.ovhAccountId}`)
}
