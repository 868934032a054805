import { parsePeriod } from '../calendar/period.ts'
import type { BundleRule, Plan } from '../catalog/plan.ts'
import type { AccountId, OrderId, ServiceId } from '../identity/identity.ts'
import { parseAmount } from '../money/money.ts'
import type { Service } from '../services/service.ts'
import type { Family } from './strategy.ts'

/** Families in few words, for tests. Ids are numbers, prices decimals in EUR, and everything else has a default. */
export interface FamilyInWords {
  readonly services: readonly ServiceInWords[]
  readonly plans: Readonly<Record<string, PlanInWords>>
  readonly bundles?: readonly BundleInWords[]
  /** Service id to the order of its open automatic bill. */
  readonly bills?: Readonly<Record<number, number>>
  /** The account paused automatic renewal. */
  readonly paused?: boolean
}

export interface ServiceInWords {
  readonly id: number
  readonly plan: string
  readonly link?: number
  readonly parent?: number
  readonly expires?: string
  readonly quantity?: number
  readonly mode?: Service['mode']
  readonly ends?: Service['ends']
}

export interface PlanInWords {
  /** `{ P1Y: '1.99' }`. */
  readonly prices: Readonly<Record<string, string>>
  readonly type?: string
  readonly oneShot?: boolean
  readonly followsParent?: boolean
  readonly manualAllowed?: boolean
}

export interface BundleInWords {
  readonly plans: readonly string[]
  readonly plan: string
  readonly period?: string
  readonly price?: string
  readonly discountPercent?: number
}

export const serviceId = (id: number) => id as ServiceId

export function familyOf(words: FamilyInWords): Family {
  const plans = Object.entries(words.plans)
  return {
    services: words.services.map(serviceOf),
    priceList: {
      currency: 'EUR',
      plans: new Map(plans.map(([code, plan]) => [code, planOf(code, plan)])),
      prices: plans.flatMap(([planCode, { prices }]) =>
        Object.entries(prices).map(([period, value]) => ({
          planCode,
          period: parsePeriod(period),
          ucents: parseAmount(value, 'EUR').ucents,
        })),
      ),
      bundles: (words.bundles ?? []).map(bundleOf),
    },
    blocked: Object.entries(words.bills ?? {}).map(([id, order]) => ({
      serviceId: serviceId(Number(id)),
      orderId: order as OrderId,
    })),
    accountActive: !words.paused,
    today: Temporal.PlainDate.from('2026-11-22'),
  }
}

function serviceOf(words: ServiceInWords): Service {
  const expiresOn = Temporal.PlainDate.from(words.expires ?? '2027-01-15')
  return {
    accountId: 1 as AccountId,
    id: serviceId(words.id),
    planCode: words.plan,
    family: words.plan,
    name: `service-${words.id}`,
    displayName: null,
    parentId: words.parent === undefined ? null : serviceId(words.parent),
    linkGroup: words.link ?? null,
    quantity: words.quantity ?? 1,
    startsOn: expiresOn.subtract({ years: 1 }),
    expiresOn,
    anchorDay: expiresOn.day,
    period: parsePeriod('P1Y'),
    mode: words.mode ?? 'manual',
    ends: words.ends ?? null,
    engagedUntil: null,
    engagementEndRule: null,
    state: 'active',
    suspensionCauses: [],
    createdAt: Temporal.Instant.from('2020-01-01T00:00:00Z'),
  }
}

function planOf(code: string, words: PlanInWords): Plan {
  return {
    code,
    family: code,
    serviceType: words.type ?? code,
    manualAllowed: words.manualAllowed ?? true,
    oneShot: words.oneShot ?? false,
    followsParent: words.followsParent ?? false,
    deletionDays: 30,
  }
}

function bundleOf(words: BundleInWords, index: number): BundleRule {
  return {
    id: index + 1,
    plans: words.plans,
    planCode: words.plan,
    period: words.period === undefined ? null : parsePeriod(words.period),
    priceUcents: words.price === undefined ? null : parseAmount(words.price, 'EUR').ucents,
    discountPpm: words.discountPercent === undefined ? null : Math.round(words.discountPercent * 10_000),
  }
}
