import type {
  ServiceRenewRenewDescription,
  ServiceRenewRenewStrategy,
} from '@odnowa/sdk/generated/models/service.generated.ts'
import { ucentsOf } from '../output/amount.ts'

export type Description = ServiceRenewRenewDescription
export type Strategy = ServiceRenewRenewStrategy

/** What the person wants of a list of strategies. */
export interface Wish {
  /** Service ids that must be renewed together. */
  readonly must: readonly number[]
  /** Further ones that are taken along where they can be. */
  readonly may: readonly number[]
}

/**
 * The strategy of a period that renews what must be, as much as can be of what may be, and nothing else but what always comes
 * along (options that follow their parent). Null when there is none.
 */
export function chooseStrategy(
  descriptions: readonly Description[],
  period: string,
  { must, may }: Wish,
): Strategy | null {
  const strategies = descriptions.find(({ renewPeriod }) => renewPeriod === period)?.strategies ?? []
  const covering = strategies.filter(({ services }) => must.every((id) => services.includes(id)))
  const along = alwaysAlong(covering)
  const allowed = new Set([...must, ...may, ...along, ...followers(covering, may)])
  const fitting = covering.filter(({ services }) => services.every((id) => allowed.has(id)))
  const wished = new Set([...must, ...may])
  const count = ({ services }: Strategy) => services.filter((id) => wished.has(id)).length
  return fitting.reduce<Strategy | null>((best, each) => {
    if (!best || count(each) !== count(best)) return !best || count(each) > count(best) ? each : best
    if (each.services.length !== best.services.length) return each.services.length < best.services.length ? each : best
    return ucentsOf(each.price) < ucentsOf(best.price) ? each : best
  }, null)
}

/** What every strategy renews: it cannot be left out. */
function alwaysAlong(strategies: readonly Strategy[]): readonly number[] {
  const [first, ...rest] = strategies
  return (first?.services ?? []).filter((id) => rest.every(({ services }) => services.includes(id)))
}

/** What comes along with each of the services that may be taken. */
function followers(strategies: readonly Strategy[], may: readonly number[]): readonly number[] {
  return may.flatMap((id) => alwaysAlong(strategies.filter(({ services }) => services.includes(id))))
}

/** The periods for which all of these services are sold together. */
export function periodsFor(descriptions: readonly Description[], must: readonly number[]): readonly string[] {
  return descriptions
    .filter(({ strategies }) => strategies.some(({ services }) => must.every((id) => services.includes(id))))
    .map(({ renewPeriod }) => renewPeriod)
}

/** The cheapest of strategies that renew the same number of services says little: the cheapest of each period is marked. */
export function cheapestOf(strategies: readonly Strategy[]): Strategy | null {
  return strategies.reduce<Strategy | null>(
    (best, each) => (best === null || ucentsOf(each.price) < ucentsOf(best.price) ? each : best),
    null,
  )
}
