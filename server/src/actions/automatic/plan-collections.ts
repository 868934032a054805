import { type LocalDate, localDate } from '../../calendar/calendar.ts'
import type { Transaction } from '../../database/transaction.ts'
import type { AccountId, ServiceId } from '../../identity/identity.ts'
import { type Money, subtract, zero } from '../../money/money.ts'
import { outdatedLine } from '../../orders/guard-order.ts'
import type { SealedOrder } from '../../orders/order.store.ts'
import type { OrderKey } from '../../orders/order.ts'
import { readReserved } from '../../payments/attempt.store.ts'
import { readAvailableBalances } from '../../payments/available-balance.store.ts'
import { whyNotUsable } from '../../payments/choose-means.ts'
import { readDefaultMeans } from '../../payments/default-means.store.ts'
import { readMeansOfOrders } from '../../payments/group-means.store.ts'
import type { PaymentMeans } from '../../payments/payment.ts'
import { type Funding, fund } from '../../renewal/funding.ts'
import { type RenewableService, readRenewable } from '../../services/paid-period.store.ts'
import type { Parts } from '../parts.ts'
import { type Payable, reservedBy, servicesOf } from '../paying/lock-payables.ts'

/** A bill with what is to pay it. */
export interface PlannedCollection {
  readonly payable: Payable
  /** False: its services are not as it was quoted, which is an error worth a look. */
  readonly isDeliverable: boolean
  /** null: nothing that is there pays it. */
  readonly funding: Funding<PaymentMeans> | null
}

/**
 * Plans who pays automatic bills, in the order given: each account's balance goes to the first ones, and the rest is charged to the means
 * of their billing group, or to the account's default (rule P8). Bills whose services an open payment reserves are left out (rule O5).
 * @param by `balance`: nothing but the balance is to be used
 */
export async function planCollections(
  transaction: Transaction,
  parts: Pick<Parts, 'clock' | 'zone' | 'log'>,
  payables: readonly Payable[],
  by: 'balance' | 'balanceAndMeans',
): Promise<readonly PlannedCollection[]> {
  const orders = payables.map(({ order }) => order)
  const [reserved, renewable, balances, meansOf] = await Promise.all([
    readReserved(transaction, payables.flatMap(reservedBy)),
    readRenewable(transaction, payables.flatMap(servicesOf)),
    readBalances(transaction, orders),
    by === 'balance' ? () => undefined : readMeans(transaction, orders),
  ])
  const held = new Set(reserved.map(({ serviceId }) => serviceId))
  const free = payables.filter((payable) => reservedBy(payable).every(({ id }) => !held.has(id)))
  const current = new Map(renewable.map((service) => [service.id, service]))
  const judged = free.map((payable) => ({ payable, isDeliverable: isDeliverable(parts, payable, current) }))
  const today = localDate(parts.clock.now(), parts.zone)
  return spread(judged, balances, (order) => chargeable(meansOf(order), today))
}

function readBalances(
  transaction: Transaction,
  orders: readonly SealedOrder[],
): Promise<ReadonlyMap<AccountId, Money>> {
  const currencies = new Map(orders.map(({ accountId, currency }) => [accountId, currency]))
  return readAvailableBalances(
    transaction,
    [...currencies].map(([accountId, currency]) => ({ accountId, currency })),
  )
}

/** What an order is charged to: its billing group's own means, or else the account's default. */
async function readMeans(
  transaction: Transaction,
  orders: readonly OrderKey[],
): Promise<(order: OrderKey) => PaymentMeans | undefined> {
  const accountIds = [...new Set(orders.map(({ accountId }) => accountId))]
  const [defaults, ownMeans] = await Promise.all([
    readDefaultMeans(transaction, accountIds),
    readMeansOfOrders(transaction, orders),
  ])
  const defaultOf = new Map(defaults.map((one) => [one.accountId, one]))
  return (order) => ownMeans.get(order.id) ?? defaultOf.get(order.accountId)
}

function isDeliverable(
  { log }: Pick<Parts, 'log'>,
  { order, delivers }: Payable,
  services: ReadonlyMap<ServiceId, RenewableService>,
): boolean {
  const lines = delivers.flatMap((delivered) => delivered.lines)
  const own = lines.flatMap(({ serviceId }) => services.get(serviceId) ?? [])
  const quoted = own.map(({ id, expiresOn, state }) => ({ id, expiresOn, terminated: state === 'terminated' }))
  const line = outdatedLine({ lines }, quoted)
  if (line === null) return true
  log.error(
    { order: order.id, service: line.serviceId },
    'an automatic order is not as it was quoted: it is not collected',
  )
  return false
}

/** A means that cannot be charged today is none: who chose it for a group did not choose another for it. */
function chargeable(means: PaymentMeans | undefined, today: LocalDate): PaymentMeans | null {
  return means && whyNotUsable(means, today) === null ? means : null
}

function spread(
  judged: readonly Omit<PlannedCollection, 'funding'>[],
  balances: ReadonlyMap<AccountId, Money>,
  means: (order: OrderKey) => PaymentMeans | null,
): readonly PlannedCollection[] {
  const left = new Map(balances)
  return judged.map((one) => {
    if (!one.isDeliverable) return { ...one, funding: null }
    const { order, owed } = one.payable
    const available = left.get(order.accountId) ?? zero(order.currency)
    const funding = fund({ owed, available, means: means(order) })
    if (funding) left.set(order.accountId, subtract(available, funding.fromBalance))
    return { ...one, funding }
  })
}
