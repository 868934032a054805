import { readDueDebts, scheduleDebts } from '../../../bills/due-debt.store.ts'
import { addHours, type Instant, isBefore, localDate, startOfDay } from '../../../calendar/calendar.ts'
import { readAccounts } from '../../../customers/account.store.ts'
import { insertEvents } from '../../../events/event.store.ts'
import type { AccountId, Nichandle, OrderId, ServiceId } from '../../../identity/identity.ts'
import { toDecimal } from '../../../money/money.ts'
import { insertNotices } from '../../../notices/notice.store.ts'
import { mainOperator as operator } from '../../../operators/token.ts'
import { defaultPolicy } from '../../../policy/policy.ts'
import { nextCollection } from '../../../renewal/collection.ts'
import { terminateServices } from '../../../services/paid-period.store.ts'
import type { SuspensionCause } from '../../../services/service.ts'
import { suspendServices } from '../../../services/suspension.store.ts'
import { adjustBalance } from '../../balance/adjust-balance.ts'
import { createCreditCode } from '../../balance/create-credit-code.ts'
import { grantPoints } from '../../balance/grant-points.ts'
import { expireOrders } from '../../ordering/expire-orders.ts'
import { renewService } from '../../ordering/renew-service.ts'
import type { Parts } from '../../parts.ts'
import { payOrder } from '../../paying/pay-order.ts'
import { refundOrder } from '../../refunding/refund-order.ts'
import { requestContactChange } from '../../services/request-contact-change.ts'
import { suspendService } from '../../services/suspend-service.ts'
import { billUnpaid } from './bill-unpaid.ts'
import { polishAccount } from './demo-accounts.ts'
import type { toldServices } from './demo-services.ts'

/** A service of the demo data by its name. */
export interface Told {
  readonly accountId: AccountId
  readonly serviceId: ServiceId
}

export type Cast = Readonly<Record<keyof typeof toldServices, Told>>

interface Step {
  readonly at: Instant
  readonly tell: (parts: Parts) => Promise<void>
}

/**
 * What has happened to the demo accounts before now, told through the actions that do it, with the clock at their time, from the
 * past to the present. All is paid from the prepaid balance: the gateway of a new sandbox was never called.
 */
export async function tellHistory(parts: Parts, cast: Cast): Promise<void> {
  const now = parts.clock.now()
  const steps = [...payments(now, cast), ...bills(now, parts.zone, cast), ...suspensions(now, cast)]
  for (const { at, tell } of steps.sort((left, right) => Temporal.Instant.compare(left.at, right.at))) {
    await tell({ ...parts, clock: { now: () => at } })
  }
}

function payments(now: Instant, cast: Cast): readonly Step[] {
  const made: { vps?: OrderId } = {}
  return [
    step(now, 140, async (parts) => void (await renewFromBalance(parts, cast.renewedDomain, 'P1Y'))),
    step(now, 90, async (parts) => give(parts, cast.renewedVps.accountId)),
    step(now, 75, async (parts) => {
      made.vps = await renewFromBalance(parts, cast.renewedVps, 'P3M')
    }),
    step(now, 61, async (parts) => void (await order(parts, cast.renewedVps, 'P1Y'))),
    step(now, 60, async (parts) => void (await expireOrders(parts, { until: parts.clock.now() }))),
    step(now, 40, async (parts) => void (await renewFromBalance(parts, cast.polishDomain, 'P1Y'))),
    step(now, 39, async (parts) => credit(parts, cast.polishDomain.accountId, '100.00', 'Prepaid by bank transfer')),
    step(now, 30, async (parts) => {
      if (made.vps !== undefined) await refundOutside(parts, cast.renewedVps.accountId, made.vps)
    }),
    step(now, 12, async (parts) => void (await renewFromBalance(parts, cast.germanServer, 'P1M'))),
  ]
}

/** Each automatic order is made 24 hours before its service expires (rule A2). */
function bills(now: Instant, zone: string, cast: Cast): readonly Step[] {
  const today = localDate(now, zone)
  const dueBefore = (days: number) => {
    const due = addHours(startOfDay(today.add({ days }), zone), -24)
    return isBefore(due, now) ? due : now
  }
  const billed = (days: number, { accountId, serviceId }: Told): Step => {
    const at = dueBefore(days)
    const tell = async (parts: Parts) => {
      await billUnpaid(parts, { accountId, serviceId, duration: 'P1M' })
      await putOff(parts, accountId, now)
    }
    return { at, tell }
  }
  return [billed(1, cast.unpaid), billed(-1, cast.unpaidExpired), billed(-8, cast.suspendedUnpaid)]
}

/** Nothing that was tried until now has paid a bill that was just made: it is tried next as the retries go on from here (rule A3). */
async function putOff(parts: Parts, accountId: AccountId, now: Instant): Promise<void> {
  const billedAt = parts.clock.now()
  await parts.transaction(async (transaction) => {
    const debts = await readDueDebts(transaction, [accountId], billedAt)
    const collectAt = nextCollection(billedAt, now, defaultPolicy, parts.zone)
    await scheduleDebts(
      transaction,
      debts.map((debt) => ({ ...debt, collectAt })),
    )
  })
}

function suspensions(now: Instant, cast: Cast): readonly Step[] {
  return [
    step(now, 6, (parts) => warn(parts, cast.suspendedExpired)),
    step(now, 5, (parts) => suspend(parts, cast.suspendedExpired, 'expired')),
    step(now, 2.5, (parts) => warn(parts, cast.suspendedUnpaid)),
    step(now, 3, (parts) => suspend(parts, cast.suspendedByCustomer, 'customer')),
    step(now, 1.5, (parts) => suspend(parts, cast.suspendedUnpaid, 'unpaid')),
    step(now, 1, async (parts) => {
      await suspendService(parts, { operator, serviceId: cast.suspendedByOperator.serviceId })
    }),
    step(now, 0.5, (parts) => terminate(parts, cast.terminated)),
    step(now, 0.25, async (parts) => {
      await requestContactChange(parts, { ...cast.renewedVps, wanted: { billing: polishAccount, tech: polishAccount } })
    }),
  ]
}

function step(now: Instant, daysAgo: number, tell: Step['tell']): Step {
  return { at: addHours(now, -24 * daysAgo), tell }
}

async function order(parts: Parts, { accountId, serviceId }: Told, duration: string) {
  const made = await renewService(parts, { accountId, serviceId, duration, services: [serviceId], dryRun: false })
  if (!('id' in made)) throw new Error('a renewal was only a dry run')
  return made
}

/** The order is prepaid to the cent, so that the balance is what it was before. */
async function renewFromBalance(parts: Parts, told: Told, duration: string): Promise<OrderId> {
  const { accountId, id: orderId, amounts } = await order(parts, told, duration)
  await credit(parts, accountId, toDecimal(amounts.gross), 'Prepaid by bank transfer')
  await payOrder(parts, { accountId, orderId, means: { kind: 'ovhAccount', id: null } })
  return orderId
}

async function refundOutside(parts: Parts, accountId: AccountId, orderId: OrderId): Promise<void> {
  const { document } = await refundOrder(parts, { operator, orderId, reason: 'Goodwill', to: 'balance' })
  await credit(parts, accountId, `-${toDecimal(document.amounts.gross)}`, 'Paid back by bank transfer')
}

async function credit(parts: Parts, accountId: AccountId, value: string, reason: string): Promise<void> {
  await adjustBalance(parts, { operator, nichandle: await nichandleOf(parts, accountId), value, reason })
}

/** Points, and a code that any account of the sandbox can redeem. */
async function give(parts: Parts, accountId: AccountId): Promise<void> {
  const nichandle = await nichandleOf(parts, accountId)
  await grantPoints(parts, { operator, nichandle, points: 120, reason: 'A year with us' })
  const gift = { value: '10.00', currency: 'EUR', description: 'Welcome', uses: 1_000, expiresOn: null } as const
  await createCreditCode(parts, { operator, code: 'WELCOME-10', ...gift })
}

async function nichandleOf(parts: Parts, accountId: AccountId): Promise<Nichandle> {
  const [account] = await parts.transaction((transaction) => readAccounts(transaction, [accountId]))
  if (!account) throw new Error(`account ${accountId} is not there`)
  return account.nichandle
}

async function warn(parts: Parts, { accountId, serviceId }: Told): Promise<void> {
  const at = parts.clock.now()
  const deadline = addHours(at, 24)
  const about = { orderId: null, documentId: null, data: { suspendAt: deadline.toString() } }
  await parts.transaction((transaction) =>
    insertNotices(transaction, [
      { accountId, kind: 'suspension.warning', deadline, services: [serviceId], at, ...about },
    ]),
  )
}

async function suspend(parts: Parts, { accountId, serviceId }: Told, cause: SuspensionCause): Promise<void> {
  const at = parts.clock.now()
  await parts.transaction(async (transaction) => {
    await suspendServices(transaction, [{ accountId, id: serviceId, cause }], at)
    await insertEvents(transaction, [{ accountId, at, type: 'service.suspended', serviceId, data: { cause } }])
  })
}

async function terminate(parts: Parts, { accountId, serviceId }: Told): Promise<void> {
  const at = parts.clock.now()
  await parts.transaction(async (transaction) => {
    await terminateServices(transaction, [{ accountId, id: serviceId }], at)
    await insertEvents(transaction, [{ accountId, at, type: 'service.terminated', serviceId }])
  })
}
