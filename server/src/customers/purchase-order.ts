import type { Instant, LocalDate } from '../calendar/calendar.ts'
import type { AccountId, BillingGroupId, PurchaseOrderId } from '../identity/identity.ts'
import { problem } from '../problem/problem.ts'

export type PurchaseOrderType = 'PURCHASE_ORDER' | 'REFERENCE_ORDER'

/** What a customer wants to read on his bills, so that his own books find them. */
export interface PurchaseOrder {
  readonly accountId: AccountId
  readonly id: PurchaseOrderId
  /** Only on bills of this group; null: on all of the account's. */
  readonly billingGroupId: BillingGroupId | null
  readonly type: PurchaseOrderType
  readonly reference: string
  /** For the customer himself: it is on no bill. */
  readonly description: string | null
  readonly active: boolean
  /** Its first day. */
  readonly startsOn: LocalDate
  /** Its last day; null: no end. */
  readonly endsOn: LocalDate | null
  readonly createdAt: Instant
  readonly updatedAt: Instant
  readonly deletedAt: Instant | null
}

/** As it stands on a bill. */
export type PurchaseReference = Pick<PurchaseOrder, 'type' | 'reference'>

/** What its holder writes of a purchase order. */
export type PurchaseWords = Omit<PurchaseOrder, 'accountId' | 'id' | 'createdAt' | 'updatedAt' | 'deletedAt'>

/** @throws INVALID_PARAMETER when it would end before it begins */
export function demandRange({ startsOn, endsOn }: Pick<PurchaseOrder, 'startsOn' | 'endsOn'>): void {
  if (endsOn === null || Temporal.PlainDate.compare(startsOn, endsOn) <= 0) return
  const message = `endDate: ${endsOn} is before startDate ${startsOn}: its last day is on or after its first`
  throw problem('INVALID_PARAMETER', message, { field: 'endDate' })
}
