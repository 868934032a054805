import type { Client } from '@odnowa/sdk/client.ts'
import type { ServiceRenewRenewOrder } from '@odnowa/sdk/generated/models/service.generated.ts'
import { refusal } from '../refusal.ts'
import { chooseStrategy, type Description, periodsFor } from '../services/choose-strategy.ts'
import { readServices } from '../services/read-services.ts'
import { fullName, nameAndId, type Service } from '../services/service.ts'

/** One order to be made: what is renewed, for how long, for how much. */
export interface Plan {
  /** The service that the renewal is asked of. */
  readonly asked: Service
  readonly period: string
  /** All that is renewed, in the order in which the API has it, as they are before. */
  readonly services: readonly Service[]
  /** What a dry run answered: the amounts. */
  readonly dryRun: ServiceRenewRenewOrder
  /** Options that were asked for but are not sold for this period, or are excluded. */
  readonly leftBehind: readonly Service[]
}

export interface PlanWish {
  readonly targets: readonly Service[]
  /** What must be renewed together with the targets, in one order. */
  readonly together: readonly Service[]
  readonly withOptions: boolean
  /** Null: each service's own. */
  readonly period: string | null
}

/**
 * Plans the orders for services: those that the API renews together become one order, the others one each. Nothing is made.
 * @throws refused when a service is not sold for the period, naming the periods that are
 */
export async function planRenewals(client: Client, wish: PlanWish): Promise<readonly Plan[]> {
  const plans: Plan[] = []
  let open = [...wish.targets]
  for (let [asked] = open; asked; [asked] = open) {
    const plan = await planOne(client, asked, open, wish)
    plans.push(plan)
    open = open.filter((service) => !plan.services.some(({ serviceId }) => serviceId === service.serviceId))
  }
  return plans
}

async function planOne(client: Client, asked: Service, open: readonly Service[], wish: PlanWish): Promise<Plan> {
  const strategies = await readStrategies(client, asked)
  const must = wish.together.length > 0 ? [...open, ...wish.together] : [asked]
  const options = wish.withOptions ? await optionsOf(client, [...open, ...wish.together]) : []
  const may = [...open, ...options]
  const { period, chosen } = chooseServices(strategies, asked, must, may, wish.period)
  const services = await readServices(client, chosen)
  refuseUninvited(services, must, may, period)
  const dryRun = await client.call('POST /service/{serviceId}/renew', {
    params: { serviceId: asked.serviceId },
    body: { duration: period, services: [...chosen], dryRun: true },
  })
  const leftBehind = options.filter(
    ({ serviceId, parentServiceId }) =>
      parentServiceId !== null && chosen.includes(parentServiceId) && !chosen.includes(serviceId),
  )
  return { asked, period, services, dryRun, leftBehind }
}

interface Strategies {
  readonly descriptions: readonly Description[]
  /** The family is too large for the API to list every set of it. */
  readonly truncated: boolean
}

function chooseServices(
  { descriptions, truncated }: Strategies,
  asked: Service,
  must: readonly Service[],
  may: readonly Service[],
  wanted: string | null,
): { readonly period: string; readonly chosen: readonly number[] } {
  if (truncated && must.length > 1) {
    // not every valid set is listed, but each is taken: the dry run judges
    return { period: choosePeriod(descriptions, asked, [asked], wanted), chosen: idsOf(must) }
  }
  const period = choosePeriod(descriptions, asked, must, wanted)
  const strategy = chooseStrategy(descriptions, period, { must: idsOf(must), may: idsOf(may) })
  if (!strategy) throw notTogether(descriptions, must, period)
  return { period, chosen: strategy.services }
}

function idsOf(services: readonly Service[]): readonly number[] {
  return services.map(({ serviceId }) => serviceId)
}

/** Options that follow their parent come along by themselves; anything else is renewed only where the person said so. */
function refuseUninvited(
  services: readonly Service[],
  must: readonly Service[],
  may: readonly Service[],
  period: string,
): void {
  const [invited, chosen] = [new Set(idsOf([...must, ...may])), new Set(idsOf(services))]
  const uninvited = services.filter(
    ({ serviceId, parentServiceId }) =>
      !invited.has(serviceId) && !(parentServiceId !== null && chosen.has(parentServiceId)),
  )
  if (uninvited.length === 0) return
  const flags = uninvited.map((service) => `--with ${fullName(service)}`).join(' ')
  throw refusal('refused', `${namesOf(must)}: for ${period} only together with more; ${flags} takes that along`)
}

/** Every strategy with options; `truncated` where the family is too large for the API to list all of them. */
async function readStrategies(client: Client, { serviceId }: Service): Promise<Strategies> {
  const { headers, body } = await client.raw('GET', `/service/${serviceId}/renew`, { query: { includeOptions: true } })
  const truncated = headers.get('x-renewal-strategies-truncated') === 'true'
  return { descriptions: body as readonly Description[], truncated }
}

/** The options of services, and their options in turn. */
async function optionsOf(client: Client, services: readonly Service[]): Promise<readonly Service[]> {
  const lists = await Promise.all(
    services.map(({ serviceId }) => client.call('GET /services/{serviceId}/options', { params: { serviceId } })),
  )
  const options = lists.flat()
  return options.length === 0 ? [] : [...options, ...(await optionsOf(client, options))]
}

/** The wanted period; else the service's own; else the only one there is. */
function choosePeriod(
  descriptions: readonly Description[],
  asked: Service,
  must: readonly Service[],
  wanted: string | null,
): string {
  const possible = periodsFor(descriptions, idsOf(must))
  const own = asked.billing.renew?.current.period ?? null
  const [only] = possible
  if (wanted !== null) {
    const canonical = possible.find((period) => samePeriod(period, wanted))
    if (canonical) return canonical
    throw notTogether(descriptions, must, wanted)
  }
  if (own !== null && possible.includes(own)) return own
  if (only && possible.length === 1) return only
  if (possible.length === 0) throw notTogether(descriptions, must, own ?? 'any period')
  throw refusal('usage', `${namesOf(must)}: say for how long with --period; possible are ${possible.join(', ')}`)
}

/** `P12M` is `P1Y`. */
function samePeriod(left: string, right: string): boolean {
  const months = (period: string) => {
    const [, count, unit] = /^P(\d+)([MY])$/.exec(period) ?? []
    return count ? Number(count) * (unit === 'Y' ? 12 : 1) : null
  }
  return left === right || (months(left) !== null && months(left) === months(right))
}

function notTogether(descriptions: readonly Description[], must: readonly Service[], period: string): Error {
  const possible = periodsFor(descriptions, idsOf(must))
  const together = must.length > 1 ? ' together' : ''
  if (possible.length > 0) {
    return refusal(
      'refused',
      `${namesOf(must)}: not sold${together} for ${period}; possible are ${possible.join(', ')}`,
    )
  }
  const why = must.length > 1 ? 'they are not linked, or share no period' : 'no period is sold'
  return refusal('refused', `${namesOf(must)} cannot be renewed${together}: ${why} (see \`odnowa strategies\`)`)
}

function namesOf(services: readonly Service[]): string {
  return services.map(nameAndId).join(' + ')
}
