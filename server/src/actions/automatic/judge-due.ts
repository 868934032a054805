import type { Plan, PriceList } from '../../catalog/plan.ts'
import { serviceSubject } from '../../notices/notice.ts'
import { judgeService } from '../../renewal/judge-service.ts'
import { type ParentFacts, parentStanding } from '../../renewal/parent-standing.ts'
import type { Judgement, RenewalFacts } from '../../renewal/renewal.ts'
import type { EngineService } from '../../services/due-service.store.ts'
import { renewalKindOf } from '../../services/renewal-kind.ts'
import { type DueBatch, meansFor, toldKey } from './load-due.ts'

/** A due service with what was judged of it. */
export interface Judged {
  readonly service: EngineService
  readonly facts: RenewalFacts
  readonly judgement: Judgement
}

/** Judges every due service of a batch, each by the facts that the batch has of it. */
export function judgeDue(batch: DueBatch): readonly Judged[] {
  return batch.due.map((service) => {
    const facts = factsOf(batch, service)
    return { service, facts, judgement: judgeService(facts, batch.circumstances) }
  })
}

/** The price list that a service of the batch is sold by. @throws Error when the batch lacks it: a programming error. */
export function priceListFor({ accounts, priceLists }: DueBatch, service: EngineService): PriceList {
  const account = accounts.get(service.accountId)
  const list = account && priceLists.get(account.currency)
  if (!list) throw new Error(`account ${service.accountId} of service ${service.id} was not loaded`)
  return list
}

/** The plan of a service of the batch. @throws Error when the batch lacks it: a programming error. */
export function planFor(batch: DueBatch, service: EngineService): Plan {
  const plan = priceListFor(batch, service).plans.get(service.planCode)
  if (!plan) throw new Error(`plan ${service.planCode} of service ${service.id} was not loaded`)
  return plan
}

/**
 * The options that are renewed with a service, and for its period (rule S3): those that follow it, are not set to end and have no open
 * bill, and those that follow these.
 */
export function followersIn(batch: DueBatch, service: EngineService): readonly EngineService[] {
  const options = batch.options.get(service.id) ?? []
  const own = options.filter((option) => {
    const follows = planFor(batch, option).followsParent && option.ends === null
    return follows && !batch.debts.has(option.id) && !batch.holdings.get(option.id)?.isReserved
  })
  return own.flatMap((option) => {
    const follower = { ...option, period: service.period }
    return [follower, ...followersIn(batch, follower)]
  })
}

function factsOf(batch: DueBatch, service: EngineService): RenewalFacts {
  const plan = planFor(batch, service)
  const holding = batch.holdings.get(service.id)
  const means = meansFor(batch, service)
  return {
    service,
    kind: renewalKindOf(service, plan),
    manualAllowed: plan.manualAllowed,
    deletionDays: plan.deletionDays,
    isSold: [service, ...followersIn(batch, service)].every((each) => isSold(batch, each)),
    renewDay: service.renewDay,
    accountActive: service.renewalActive,
    parent: standingFor(batch, service),
    oldestDebt: batch.debts.get(service.id) ?? null,
    isReserved: holding?.isReserved ?? false,
    isOptionReserved: batch.heldByOptions.has(service.id),
    freedAt: holding?.freedAt ?? null,
    endingMeans: means?.expiresOn ? { id: means.id, expiresOn: means.expiresOn } : null,
    told: [
      ...(batch.told.get(toldKey({ accountId: service.accountId, subject: serviceSubject(service.id) })) ?? []),
      ...(means ? (batch.told.get(toldKey({ accountId: service.accountId, subject: `means:${means.id}` })) ?? []) : []),
    ],
  }
}

function isSold(batch: DueBatch, service: EngineService): boolean {
  const { prices } = priceListFor(batch, service)
  return prices.some((price) => price.planCode === service.planCode && price.period === service.period)
}

function standingFor(batch: DueBatch, service: EngineService): RenewalFacts['parent'] {
  const parent = parentOf(batch, service)
  return parent && parentStanding(parent, service)
}

function parentOf(batch: DueBatch, { parentId }: EngineService): ParentFacts | null {
  const service = parentId === null ? undefined : batch.services.get(parentId)
  if (!service) return null
  const plan = planFor(batch, service)
  return {
    ...{ service, kind: renewalKindOf(service, plan), manualAllowed: plan.manualAllowed },
    ...{ accountActive: service.renewalActive, isSold: isSold(batch, service), parent: parentOf(batch, service) },
  }
}
