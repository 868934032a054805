import type { LocalDate } from '../calendar/calendar.ts'
import { addPeriod, type Period } from '../calendar/period.ts'
import type { Plan } from '../catalog/plan.ts'
import type { AccountId, Nichandle, ServiceId } from '../identity/identity.ts'
import { type Problem, problem } from '../problem/problem.ts'
import type { Ending, RenewalMode, ServiceState } from './service.ts'

/** A service as an operator writes it down. `[start, expiration)` counts as paid. */
export interface ServiceEntry {
  readonly account: Nichandle
  readonly plan: string
  readonly name: string
  readonly start: LocalDate
  /** Default: one period after the start. */
  readonly expiration?: LocalDate | undefined
  /** Default: the day of the start (rule T4). */
  readonly anchorDay?: number | undefined
  readonly period: Period
  readonly mode: RenewalMode
  readonly parentServiceId?: ServiceId | undefined
  /** Services of the same account, earlier entries too where they name their ids. */
  readonly linkedTo?: readonly ServiceId[] | undefined
  readonly quantity?: number | undefined
  readonly serviceId?: ServiceId | undefined
  /** What has happened to it already; only the demo data has a past. */
  readonly past?: ServicePast | undefined
}

export interface ServicePast {
  readonly displayName?: string
  readonly ends?: Ending
  readonly engagedUntil?: LocalDate
  readonly engagementEndRule?: string
}

/** What entries are judged against; everything that they name, as far as it exists. */
export interface Register {
  readonly accounts: ReadonlyMap<string, AccountId>
  readonly plans: ReadonlyMap<string, Plan>
  readonly services: ReadonlyMap<ServiceId, KnownService>
  /** Keys by `nameKey` of the live services that have one of the names. */
  readonly names: ReadonlySet<string>
  readonly family: (name: string) => FamilyRule | undefined
}

export interface KnownService {
  readonly accountId: AccountId
  readonly family: string
  readonly state: ServiceState
  readonly linkGroup: number | null
  readonly period: Period
}

export interface FamilyRule {
  readonly parent: string | null
  readonly namesAreNumbers: boolean
  readonly onlyOne: boolean
}

/** A service that is fit to be stored, but for the id where none was chosen. */
export interface NewService {
  readonly accountId: AccountId
  readonly id: ServiceId | null
  readonly planCode: string
  readonly family: string
  readonly name: string
  readonly parentId: ServiceId | null
  readonly linkedTo: readonly ServiceId[]
  readonly quantity: number
  readonly startsOn: LocalDate
  readonly expiresOn: LocalDate
  readonly anchorDay: number
  readonly period: Period
  readonly mode: RenewalMode
  readonly past: ServicePast
}

/** What came of an entry, in the order of the entries. */
export type Judgement = { readonly service: NewService } | { readonly refused: Problem }

/** Judges entries one after the other: what one accepted brings in, the later ones may name. */
export function judgeEntries(entries: readonly ServiceEntry[], register: Register): readonly Judgement[] {
  const services = new Map(register.services)
  const names = new Set(register.names)
  return entries.map((entry) => {
    const judgement = judge(entry, { ...register, services, names })
    if ('service' in judgement) {
      const { accountId, family, id, period } = judgement.service
      names.add(keyOf(judgement.service, register))
      if (id !== null) services.set(id, { accountId, family, state: 'active', linkGroup: null, period })
    }
    return judgement
  })
}

/**
 * Under what a live service's name is unique: account, family and parent; a parent has at most one of a family whose route ends
 * in a literal.
 */
export function nameKey(of: {
  readonly accountId: AccountId
  readonly family: string
  readonly parentId: ServiceId | null
  readonly name: string
}): string {
  return `${of.accountId} ${of.family} ${of.parentId ?? 0} ${of.name}`
}

function keyOf(service: NewService, register: Register): string {
  return nameKey({ ...service, name: register.family(service.family)?.onlyOne ? '' : service.name })
}

function judge(entry: ServiceEntry, register: Register): Judgement {
  const accountId = register.accounts.get(entry.account)
  if (accountId === undefined) return refuse('account', `there is no account "${entry.account}"`)
  const plan = register.plans.get(entry.plan)
  if (!plan) return refuse('plan', `there is no plan "${entry.plan}"`)
  const service = draft(entry, accountId, plan, register)
  const refused =
    wrongDates(service) ??
    wrongMode(entry, plan) ??
    wrongParent(service, plan, register) ??
    wrongLinks(service, register) ??
    wrongName(service, register) ??
    wrongId(entry, register)
  return refused ? { refused } : { service }
}

/** What follows its parent is renewed for the period of that one, whatever is written (rule S3): only its first period is its own. */
function draft(entry: ServiceEntry, accountId: AccountId, plan: Plan, { services }: Register): NewService {
  const { name, start, period, mode, parentServiceId = null, linkedTo = [], quantity = 1, past = {} } = entry
  const anchorDay = entry.anchorDay ?? start.day
  const expiresOn = entry.expiration ?? addPeriod(start, period, anchorDay)
  const place = { accountId, id: entry.serviceId ?? null, planCode: plan.code, family: plan.family, name }
  const parent = parentServiceId === null || !plan.followsParent ? undefined : services.get(parentServiceId)
  const time = { startsOn: start, expiresOn, anchorDay, period: parent?.period ?? period }
  return { ...place, ...time, parentId: parentServiceId, linkedTo: [...new Set(linkedTo)], quantity, mode, past }
}

function wrongDates({ startsOn, expiresOn }: NewService): Problem | undefined {
  if (Temporal.PlainDate.compare(startsOn, expiresOn) < 0) return undefined
  return problemOf('expiration', `${expiresOn} is not after the start, ${startsOn}`)
}

function wrongMode({ mode }: ServiceEntry, plan: Plan): Problem | undefined {
  if (mode === 'automatic' || plan.manualAllowed) return undefined
  return problemOf('mode', `plan "${plan.code}" is renewed automatically only`)
}

function wrongParent(service: NewService, plan: Plan, register: Register): Problem | undefined {
  const { parentId, family } = service
  const wanted = register.family(family)?.parent ?? null
  if (parentId === null) {
    const needed = wanted !== null ? `family ${family} needs a parent of family ${wanted}` : null
    const reason = needed ?? (plan.followsParent ? `plan "${plan.code}" follows a parent` : null)
    return reason === null ? undefined : problemOf('parentServiceId', `this field is missing: ${reason}`)
  }
  const parent = ofAccount(parentId, service, register)
  if (!parent) return problemOf('parentServiceId', `the account has no live service ${parentId}`)
  if (wanted === null || parent.family === wanted) return undefined
  return problemOf('parentServiceId', `service ${parentId} is of family ${parent.family}, not of ${wanted}`)
}

function wrongLinks(service: NewService, register: Register): Problem | undefined {
  const index = service.linkedTo.findIndex((id) => !ofAccount(id, service, register))
  if (index < 0) return undefined
  return problemOf(`linkedTo[${index}]`, `the account has no live service ${service.linkedTo[index]}`)
}

function wrongName(service: NewService, register: Register): Problem | undefined {
  const { name, family } = service
  if (register.family(family)?.namesAreNumbers && !/^[1-9]\d{0,14}$/.test(name)) {
    return problemOf('name', `services of family ${family} are named by whole numbers from 1 on`)
  }
  if (!register.names.has(keyOf(service, register))) return undefined
  return problem('ALREADY_EXISTS', `the account has a ${family} "${name}" already`, { field: 'name' })
}

function wrongId({ serviceId }: ServiceEntry, register: Register): Problem | undefined {
  if (serviceId === undefined || !register.services.has(serviceId)) return undefined
  return problem('ALREADY_EXISTS', `there is a service ${serviceId} already`, { field: 'serviceId' })
}

function ofAccount(id: ServiceId, service: NewService, register: Register): KnownService | undefined {
  const known = register.services.get(id)
  return known?.accountId === service.accountId && known.state !== 'terminated' ? known : undefined
}

function refuse(field: string, message: string): Judgement {
  return { refused: problemOf(field, message) }
}

function problemOf(field: string, message: string): Problem {
  return problem('INVALID_PARAMETER', message, { field })
}
