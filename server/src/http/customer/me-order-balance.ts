import type { BillingCreditBalance } from '@odnowa/contract/models/billing.generated.ts'
import {
  type AppliedBalance,
  applyBalance,
  readOrderBalances,
  removeBalance,
} from '../../actions/paying/apply-balance.ts'
import { problem } from '../../problem/problem.ts'
import { type Operation, operation } from '../operation.ts'
import { prepaidBalanceName } from '../wire/credit-balance.ts'
import { toWirePrice } from '../wire/price.ts'
import { orderNamed } from './me-order-named.ts'

/** Balances of credit that an order is to be paid from before its means is charged. */
export const orderBalanceOperations: readonly Operation[] = [
  operation('GET /me/order/{orderId}/balance', async (call) =>
    (await readOrderBalances(call.parts, orderNamed(call))).map(({ name }) => name),
  ),

  operation('POST /me/order/{orderId}/balance', async (call) => {
    refuseUnknown(call.body.balanceName)
    return toWireAppliedBalance(await applyBalance(call.parts, orderNamed(call)))
  }),

  operation('GET /me/order/{orderId}/balance/{balanceName}', async (call) => {
    const { balanceName, orderId } = call.params
    const balances = await readOrderBalances(call.parts, orderNamed(call))
    const balance = balances.find(({ name }) => name === balanceName)
    if (balance) return toWireAppliedBalance(balance)
    throw problem('NOT_FOUND', `no balance ${balanceName} is applied to order ${orderId}`)
  }),

  operation('DELETE /me/order/{orderId}/balance/{balanceName}', async (call) => {
    refuseUnknown(call.params.balanceName)
    await removeBalance(call.parts, orderNamed(call))
  }),
]

function refuseUnknown(name: string): void {
  if (name === prepaidBalanceName) return
  throw problem('NOT_FOUND', `there is no balance ${name}: see /me/credit/balance`, { field: 'balanceName' })
}

/** billing.CreditBalance */
function toWireAppliedBalance({ name, amount }: AppliedBalance): BillingCreditBalance {
  return { amount: toWirePrice(amount), balanceName: name }
}
