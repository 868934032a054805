import { listBalanceMovements } from '../../actions/balance/list-balance-movements.ts'
import { readBalanceMovements } from '../../actions/balance/read-balance-movements.ts'
import { type OwnPrepaidAccount, readPrepaidAccount } from '../../actions/balance/read-prepaid-account.ts'
import { problem } from '../../problem/problem.ts'
import { wireContext } from '../context.ts'
import { numberedOperation } from '../numbered-operation.ts'
import { type Call, type Operation, operation } from '../operation.ts'
import { prepaidBalanceName, toWireCreditBalance } from '../wire/credit-balance.ts'
import { toWireCreditMovement } from '../wire/credit-movement.ts'

/** Balances of credit: the prepaid account of `/me/ovhAccount` is the only one. */
export const creditOperations: readonly Operation[] = [
  operation('GET /me/credit/balance', async ({ query }) => {
    return query.type === undefined || query.type === prepaidBalanceName ? [prepaidBalanceName] : []
  }),

  operation('GET /me/credit/balance/{balanceName}', async (call) =>
    toWireCreditBalance(wireContext(call.parts), await balanceOf(call)),
  ),

  operation('GET /me/credit/balance/{balanceName}/movement', async (call) => {
    const { currency } = (await balanceOf(call)).balance
    const { accountId } = call.caller
    return [...(await listBalanceMovements(call.parts, { accountId, currency, from: null, to: null }))]
  }),

  numberedOperation('GET /me/credit/balance/{balanceName}/movement/{movementId}', 'movementId', async (call, ids) => {
    const { currency } = (await balanceOf(call)).balance
    const movements = await readBalanceMovements(call.parts, { accountId: call.caller.accountId, currency, ids })
    const context = wireContext(call.parts)
    return new Map([...movements].map(([id, movement]) => [id, toWireCreditMovement(context, movement)]))
  }),
]

type BalanceCall = Pick<Call<'GET /me/credit/balance/{balanceName}'>, 'parts' | 'caller' | 'params'>

async function balanceOf({ parts, caller, params }: BalanceCall): Promise<OwnPrepaidAccount> {
  if (params.balanceName === prepaidBalanceName) return readPrepaidAccount(parts, { accountId: caller.accountId })
  throw problem('NOT_FOUND', `there is no balance ${params.balanceName}: it is named ${prepaidBalanceName}`)
}
