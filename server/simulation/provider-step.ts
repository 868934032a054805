import type { SettlementFacts } from '../src/actions/paying/settle-attempts.ts'
import { settlePayments } from '../src/actions/paying/settle-payments.ts'
import { playChargeback } from '../src/actions/sandbox/play-chargeback.ts'
import { mainOperator as operator } from '../src/operators/token.ts'
import { Problem } from '../src/problem/problem.ts'
import type { TestParts } from '../test/parts.ts'
import type { Step } from './history.ts'
import { pickEnded, pickLateMoney, pickPaidOrder } from './pick.ts'
import { allOf } from './together.ts'
import type { World } from './world.ts'

/** A provider tells again what became of a payment, or late that it has the money after all: twice at once. */
export async function tell(
  world: World,
  parts: TestParts,
  { do: what, attempt }: Extract<Step, { do: 'replay' | 'late' }>,
): Promise<void> {
  const told = await (what === 'late' ? pickLateMoney : pickEnded)(world, attempt)
  if (!told) return
  await untilHeard(world, parts, (listener) => allOf([tellOnce(listener, told), tellOnce(listener, told)]))
}

/** A provider takes the money of an order back, and says so. */
export async function takeBack(
  world: World,
  parts: TestParts,
  { order }: Extract<Step, { do: 'chargeback' }>,
): Promise<void> {
  const orderId = await pickPaidOrder(world, order)
  if (!orderId) return
  await untilHeard(world, parts, (listener) => playChargeback(listener, { operator, orderId }))
}

async function tellOnce(parts: TestParts, facts: SettlementFacts): Promise<void> {
  await parts.transaction((open) => settlePayments(open, parts, [facts]))
}

/** Whom a provider finds dead it tells again, until it is answered; what befell the first is told on. */
async function untilHeard(
  { parts: living }: World,
  parts: TestParts,
  say: (listener: TestParts) => Promise<unknown>,
): Promise<void> {
  try {
    await say(parts)
  } catch (error) {
    if (!(error instanceof Problem)) await say(living).catch(ignoreRefusal)
    throw error
  }
}

function ignoreRefusal(error: unknown): void {
  if (!(error instanceof Problem)) throw error
}
