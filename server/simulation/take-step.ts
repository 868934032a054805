import { changeAutorenew } from '../src/actions/automatic/change-autorenew.ts'
import { adjustBalance } from '../src/actions/balance/adjust-balance.ts'
import { addPaymentMeans } from '../src/actions/means/add-payment-means.ts'
import { changePlan } from '../src/actions/operating/change-plan.ts'
import { changePolicy } from '../src/actions/operating/change-policy.ts'
import { orderDebts } from '../src/actions/ordering/order-debts.ts'
import { endAttempt } from '../src/actions/paying/end-attempt.ts'
import { creditBill } from '../src/actions/refunding/credit-bill.ts'
import { refundOrder } from '../src/actions/refunding/refund-order.ts'
import { changeService } from '../src/actions/services/change-service.ts'
import { holdService } from '../src/actions/services/hold-service.ts'
import { reopenOwnService } from '../src/actions/services/reopen-own-service.ts'
import { reopenService } from '../src/actions/services/reopen-service.ts'
import { suspendOwnService } from '../src/actions/services/suspend-own-service.ts'
import { suspendService } from '../src/actions/services/suspend-service.ts'
import { terminateOwnService } from '../src/actions/services/terminate-own-service.ts'
import { localDate } from '../src/calendar/calendar.ts'
import { writeOutcomes } from '../src/operators/sandbox.store.ts'
import { mainOperator as operator } from '../src/operators/token.ts'
import type { RenewalChange } from '../src/services/change-renewal.ts'
import type { TestParts } from '../test/parts.ts'
import { pricesOf } from './change-numbers.ts'
import type { Step, Wish } from './history.ts'
import { passTime, reachDue } from './pass-time.ts'
import { buy, pay, renew } from './pay-step.ts'
import { pickMeans, pickOrder, pickParked, pickService, pickUnpaidBill } from './pick.ts'
import { takeBack, tell } from './provider-step.ts'
import { accountOf, nichandleOf, type World } from './world.ts'

const wishes: Readonly<Record<Wish, RenewalChange>> = {
  automatic: { mode: 'automatic' },
  manual: { mode: 'manual' },
  end: { ends: 'expiration' },
  stay: { ends: null },
}

/**
 * Does a step with the parts of a process: those that live, or that die in the midst of it. What the step picks is looked up by the
 * living.
 */
export async function takeStep(world: World, parts: TestParts, step: Step): Promise<void> {
  switch (step.do) {
    case 'walk':
      return passTime(parts, step.hours, 'stepwise')
    case 'jump':
      return passTime(parts, step.hours, 'at once')
    case 'reach':
      return reachDue(parts)
    case 'renew':
      return renew(world, parts, step)
    case 'buy':
      return buy(world, parts, step)
    case 'pay':
      return pay(world, parts, step)
    case 'script': {
      const means = await pickMeans(world, null, step.means)
      if (means) await parts.transaction((open) => writeOutcomes(open, means, step.outcomes))
      return
    }
    case 'credit': {
      const nichandle = nichandleOf(world, step.account)
      await adjustBalance(parts, { operator, nichandle, value: (step.cents / 100).toFixed(2), reason: 'simulated' })
      return
    }
    case 'creditBill': {
      const billId = await pickUnpaidBill(world, step.bill)
      if (billId) await creditBill(parts, { operator, billId, reason: 'simulated', followUp: step.followUp })
      return
    }
    case 'refund': {
      const order = await pickOrder(world, step.order)
      if (!order) return
      await refundOrder(parts, { operator, orderId: order.id, reason: 'simulated', cancelRenewal: step.cancel })
      return
    }
    case 'endParked': {
      const attemptId = await pickParked(world)
      if (attemptId) await endAttempt(parts, { operator, attemptId, outcome: step.success ? 'success' : 'failed' })
      return
    }
    case 'autorenew': {
      const { renewDay, active } = step
      return changeAutorenew(parts, { accountId: accountOf(world, step.account), renewDay, active })
    }
    case 'replay':
    case 'late':
      return tell(world, parts, step)
    case 'chargeback':
      return takeBack(world, parts, step)
    case 'debts':
      await orderDebts(parts, { accountId: accountOf(world, step.account), choice: {} })
      return
    case 'newDefault': {
      const nichandle = nichandleOf(world, step.account)
      const traits = { id: null, iban: null, expiresOn: null, termsDays: null, outcomes: ['success'] }
      await addPaymentMeans(parts, { operator, nichandle, kind: 'paypal', isDefault: true, ...traits })
      return
    }
    case 'policy':
      await changePolicy(parts, { operator, change: step.change })
      return
    case 'plan':
      await changePlan(parts, { operator, code: step.code, change: step.change })
      return
    case 'sale':
      await changePlan(parts, { operator, code: step.code, change: { prices: pricesOf(step.code, step.goesOn) } })
      return
    default:
      return changeOne(world, parts, step)
  }
}

async function changeOne(
  world: World,
  parts: TestParts,
  step: Extract<Step, { do: 'mode' | 'hold' | 'suspend' | 'ownSuspend' | 'terminate' }>,
): Promise<void> {
  const service = await pickService(world, step.service)
  if (!service) return
  const { accountId, id: serviceId } = service
  if (step.do === 'mode') await changeService(parts, { accountId, serviceId, renewal: wishes[step.wish] })
  if (step.do === 'hold') {
    const until = localDate(parts.clock.now(), parts.zone).add({ days: step.days })
    await holdService(parts, { operator, serviceId, until })
  }
  if (step.do === 'terminate') await terminateOwnService(parts, { accountId, serviceId })
  if (step.do === 'suspend') await (step.reopen ? reopenService : suspendService)(parts, { operator, serviceId })
  if (step.do === 'ownSuspend') {
    await (step.reopen ? reopenOwnService : suspendOwnService)(parts, { accountId, serviceId })
  }
}
