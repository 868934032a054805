import type { Period } from '../calendar/period.ts'
import type { Currency, Ucents } from '../money/money.ts'

/** What a service is an instance of. `family` is a product root's literal segments: `vps`, `hosting/web/cdn`. */
export interface Plan {
  readonly code: string
  readonly family: string
  readonly serviceType: string
  readonly manualAllowed: boolean
  readonly oneShot: boolean
  /** An option of such a plan is renewed in every set with its parent (rule S3). */
  readonly followsParent: boolean
  readonly deletionDays: number
}

/** A price that is valid at the time it was loaded for, of one unit, net of tax. May be negative. */
export interface PlanPrice {
  readonly planCode: string
  readonly period: Period
  readonly ucents: Ucents
}

/** Gives `planCode` a price or a discount when renewed together with one service of each of `plans` (rule S6). */
export interface BundleRule {
  readonly id: number
  readonly plans: readonly string[]
  /** null: for every period. */
  readonly period: Period | null
  readonly planCode: string
  readonly priceUcents: Ucents | null
  readonly discountPpm: number | null
}

/** The plans, prices and rules that count at one date in one currency: all that pricing needs to know (rule S9). */
export interface PriceList {
  readonly currency: Currency
  readonly plans: ReadonlyMap<string, Plan>
  readonly prices: readonly PlanPrice[]
  readonly bundles: readonly BundleRule[]
}
