import { listBalanceMovements } from '../actions/list-balance-movements.ts'
import { readBalanceMovements } from '../actions/read-balance-movements.ts'
import { type CreditBalance, readCreditBalance } from '../actions/read-credit-balance.ts'
import { problem } from '../problem/problem.ts'
import { wireContext } from './context.ts'
import { type Call, type Operation, operation } from './operation.ts'
import { idParameter, manyIds } from './parameters.ts'
import { prepaidBalanceName, toWireCreditBalance } from './wire/credit-balance.ts'
import { toWireCreditMovement } from './wire/credit-movement.ts'

/** Balances of credit: the prepaid account is the only one, from the same ledger as `/me/ovhAccount`. */
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

  operation(
    'GET /me/credit/balance/{balanceName}/movement/{movementId}',
    async (call) => {
      const id = idParameter(call.params.movementId, 'movementId')
      const movement = (await movementsOf(call, [id])).get(id)
      if (movement) return movement
      throw problem('NOT_FOUND', `there is no movement ${id}`)
    },
    { many: (call, texts) => manyIds(texts, 'movementId', (ids: readonly number[]) => movementsOf(call, ids)) },
  ),
]

type BalanceCall = Pick<Call<'GET /me/credit/balance/{balanceName}'>, 'parts' | 'caller' | 'params'>

async function balanceOf({ parts, caller, params }: BalanceCall): Promise<CreditBalance> {
  if (params.balanceName === prepaidBalanceName) return readCreditBalance(parts, { accountId: caller.accountId })
  throw problem('NOT_FOUND', `there is no balance ${params.balanceName}: it is named ${prepaidBalanceName}`)
}

async function movementsOf(call: BalanceCall, ids: readonly number[]) {
  const { currency } = (await balanceOf(call)).balance
  const movements = await readBalanceMovements(call.parts, { accountId: call.caller.accountId, currency, ids })
  return new Map([...movements].map(([id, movement]) => [id, toWireCreditMovement(wireContext(call.parts), movement)]))
}
