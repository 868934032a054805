import { findPlans } from '../../catalog/plan-register.store.ts'
import { findAccounts, lockAccounts } from '../../customers/account.store.ts'
import type { Transaction } from '../../database/transaction.ts'
import type { ServiceId } from '../../identity/identity.ts'
import type { Operator } from '../../operators/token.ts'
import type { Problem } from '../../problem/problem.ts'
import { joinGroups } from '../../services/link-groups.ts'
import {
  findNames,
  findOptions,
  findServicesById,
  type IdentifiedService,
  insertFirstPeriods,
  insertServices,
  lockChosenIds,
  lockNextIds,
  moveToGroups,
  passServiceId,
  takeServiceIds,
} from '../../services/service-register.store.ts'
import {
  type Judgement,
  judgeEntries,
  type KnownService,
  type NewService,
  nameKey,
  type Register,
  type ServiceEntry,
} from '../../services/service-register.ts'
import { auditChange } from '../operating/audit-change.ts'
import type { Parts } from '../parts.ts'
import { productFamily } from './product-family.ts'

export interface CreatedService {
  readonly serviceId: ServiceId
  readonly name: string
}

/** What came of an entry; both are null for one that was fit, but not stored since another was refused. */
export interface CreationResult {
  readonly created: CreatedService | null
  readonly refused: Problem | null
}

/**
 * Stores services with what is paid for them, in one transaction and few statements, however many they are.
 * @param request.whole true: nothing is stored when one is refused; false: the others are
 * @returns what came of each entry, in the order given
 */
export async function createServices(
  parts: Parts,
  request: { readonly operator: Operator; readonly entries: readonly ServiceEntry[]; readonly whole: boolean },
): Promise<readonly CreationResult[]> {
  const { operator, entries, whole } = request
  return parts.transaction(async (transaction) => {
    const judgements = await judgeAll(transaction, entries)
    const fit = judgements.flatMap((judgement) => ('service' in judgement ? [judgement.service] : []))
    const stop = whole && fit.length < judgements.length
    const stored = stop || fit.length === 0 ? [] : await store(transaction, parts, fit)
    if (stored.length > 0) {
      const data = { count: stored.length, serviceIds: stored.slice(0, 100).map((service) => service.id) }
      await auditChange(transaction, parts, { operator, action: 'services.created', subject: stored[0]?.id ?? 0, data })
    }
    return inOrder(judgements, stored)
  })
}

async function judgeAll(transaction: Transaction, entries: readonly ServiceEntry[]): Promise<readonly Judgement[]> {
  const chosen = entries.some((entry) => entry.serviceId !== undefined)
  await (chosen ? lockChosenIds(transaction) : lockNextIds(transaction))
  const accounts = await findAccounts(transaction, [...new Set(entries.map((entry) => entry.account))])
  await lockAccounts(
    transaction,
    accounts.map((account) => account.id),
  )
  const register = await loadRegister(transaction, entries, new Map(accounts.map((one) => [one.nichandle, one.id])))
  return judgeEntries(entries, register)
}

async function loadRegister(
  transaction: Transaction,
  entries: readonly ServiceEntry[],
  accounts: Register['accounts'],
): Promise<Register> {
  const named = entries.flatMap((entry) => [entry.serviceId, entry.parentServiceId, ...(entry.linkedTo ?? [])])
  const ids = [...new Set(named.filter((id) => id !== undefined))]
  const codes = [...new Set(entries.map((entry) => entry.plan))]
  const [plans, services] = await Promise.all([findPlans(transaction, codes), findServicesById(transaction, ids)])
  const known = { accounts, plans: new Map(plans.map((plan) => [plan.code, plan])), family: productFamily }
  const names = await loadNames(transaction, entries, known)
  return { ...known, services: new Map<ServiceId, KnownService>(services.map((one) => [one.id, one])), names }
}

async function loadNames(
  transaction: Transaction,
  entries: readonly ServiceEntry[],
  known: Pick<Register, 'accounts' | 'plans' | 'family'>,
): Promise<ReadonlySet<string>> {
  const wanted = entries.flatMap((entry) => {
    const accountId = known.accounts.get(entry.account)
    const family = known.plans.get(entry.plan)?.family
    if (accountId === undefined || family === undefined) return []
    return [{ accountId, family, parentId: entry.parentServiceId ?? null, name: entry.name }]
  })
  const onlyOnes = wanted.filter((one) => known.family(one.family)?.onlyOne)
  const names = await findNames(transaction, wanted)
  const options = onlyOnes.length === 0 ? [] : await findOptions(transaction, onlyOnes)
  return new Set([...names, ...options].map(nameKey))
}

async function store(
  transaction: Transaction,
  parts: Parts,
  services: readonly NewService[],
): Promise<readonly IdentifiedService[]> {
  const identified = await identify(transaction, services)
  const linked = await link(transaction, identified)
  await insertServices(transaction, linked, parts.clock.now())
  await insertFirstPeriods(transaction, linked)
  return linked
}

async function identify(
  transaction: Transaction,
  services: readonly NewService[],
): Promise<readonly (NewService & { readonly id: ServiceId })[]> {
  const chosen = services.flatMap((service) => service.id ?? [])
  if (chosen.length > 0) await passServiceId(transaction, Math.max(...chosen) as ServiceId)
  const next = (await takeServiceIds(transaction, services.length - chosen.length)).values()
  return services.map((service) => {
    const id = service.id ?? next.next().value
    if (id === undefined) throw new Error('fewer ids were given out than were asked for')
    return { ...service, id }
  })
}

/** Puts the new services into their link groups, and the groups that they join into one. */
async function link(
  transaction: Transaction,
  services: readonly (NewService & { readonly id: ServiceId })[],
): Promise<readonly IdentifiedService[]> {
  const fresh = new Set(services.map((service) => service.id))
  const named = new Set(services.flatMap((service) => service.linkedTo).filter((id) => !fresh.has(id)))
  const others = named.size === 0 ? [] : await findServicesById(transaction, [...named])
  const groups = joinGroups([
    ...services.map((service) => ({ ...service, linkGroup: null })),
    ...others.map((other) => ({ ...other, linkedTo: [] })),
  ])
  const moves = others.flatMap(({ accountId, id, linkGroup }) => {
    const to = groups.get(id)
    return to === undefined || to === linkGroup ? [] : [{ accountId, serviceId: id, from: linkGroup, to }]
  })
  if (moves.length > 0) await moveToGroups(transaction, moves)
  return services.map((service) => ({ ...service, linkGroup: groups.get(service.id) ?? null }))
}

function inOrder(judgements: readonly Judgement[], stored: readonly IdentifiedService[]): readonly CreationResult[] {
  const next = stored.values()
  return judgements.map((judgement) => {
    if ('refused' in judgement) return { created: null, refused: judgement.refused }
    const service = next.next().value
    return { created: service ? { serviceId: service.id, name: service.name } : null, refused: null }
  })
}
