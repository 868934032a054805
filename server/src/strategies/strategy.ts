import type { LocalDate } from '../calendar/calendar.ts'
import type { Period } from '../calendar/period.ts'
import type { PriceList } from '../catalog/plan.ts'
import type { OrderId, ServiceId } from '../identity/identity.ts'
import type { Money } from '../money/money.ts'
import type { Service } from '../services/service.ts'

/** What strategies must know of an unpaid automatic bill: the service it is for and the order to pay first (rule S5). */
export interface Blocked {
  readonly serviceId: ServiceId
  readonly orderId: OrderId
}

/** All that a renewal of one service depends on. Pure input of the one pricing path (rule S9). */
export interface Family {
  /** Every live service that S1 reaches from the requested one, in any order, the requested one included. */
  readonly services: readonly Service[]
  readonly priceList: PriceList
  /** Services with an open automatic bill; of several bills of one service the oldest first. */
  readonly blocked: readonly Blocked[]
  /** False: the account paused automatic renewal (rule A2). */
  readonly accountActive: boolean
  readonly today: LocalDate
}

/** One service of a strategy, priced. */
export interface StrategyLine {
  readonly service: Service
  readonly serviceType: string
  readonly startsOn: LocalDate
  readonly endsOn: LocalDate
  readonly unitPrice: Money
  /** Unit price times quantity, after at most one bundle rule, rounded half up (rule S6). */
  readonly totalPrice: Money
}

/** A set of services that can be renewed together for a period, in the order of rule S7: the requested one last. */
export interface Strategy {
  readonly period: Period
  readonly lines: readonly StrategyLine[]
  /** Net of tax. */
  readonly price: Money
}

export interface RenewDescription {
  readonly period: Period
  readonly strategies: readonly Strategy[]
}

export interface Renewals {
  readonly descriptions: readonly RenewDescription[]
  /** True when the bound of rule S8 cut a list. */
  readonly truncated: boolean
}
