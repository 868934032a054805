import type { Family } from '@odnowa/contract/families.ts'
import { type FamilyOperation, type FamilyOperationKind, familyOperations } from '@odnowa/contract/family-operations.ts'
import { changeService } from '../actions/change-service.ts'
import { findService } from '../actions/find-service.ts'
import { findServices } from '../actions/find-services.ts'
import { listServiceNames } from '../actions/list-service-names.ts'
import { requestContactChange } from '../actions/request-contact-change.ts'
import type { ServiceView } from '../actions/view-services.ts'
import type { Nichandle, ServiceId } from '../identity/identity.ts'
import { Problem, problem } from '../problem/problem.ts'
import type { ContactRole } from '../services/contact.ts'
import type { RenewalFlags } from '../services/renewal-flags.ts'
import { wireContext } from './context.ts'
import type { AnyCall, Operation } from './operation.ts'
import { isListed, type ListFilters } from './product-filters.ts'
import { answerConfirmation, askTermination, type TerminationBody } from './termination.ts'
import { contactTypes } from './wire/contact-change.ts'
import { toWireDedicatedServer } from './wire/products/dedicated-server.ts'
import { toWireDomain } from './wire/products/domain.ts'
import { toWireDomainZone } from './wire/products/domain-zone.ts'
import { toWireEmailPro } from './wire/products/email-pro.ts'
import { toWireHostingWeb } from './wire/products/hosting-web.ts'
import type { ToWireProduct } from './wire/products/product.ts'
import { toWireVps } from './wire/products/vps.ts'
import { toWireNonExpiringService, toWireServiceInfos } from './wire/service-infos.ts'
import { isSuspended } from './wire/service-state.ts'

/** The products that have an object of their own, by their family. */
const products: Readonly<Record<string, ToWireProduct>> = {
  'dedicated/server': toWireDedicatedServer,
  domain: toWireDomain,
  'domain/zone': toWireDomainZone,
  'email/pro': toWireEmailPro,
  'hosting/web': toWireHostingWeb,
  vps: toWireVps,
}

/** What answers an operation of each kind, for every product family; a kind that is not here is not served. */
const answers: Partial<Readonly<Record<FamilyOperationKind, (family: Family) => Omit<Operation, 'contract'>>>> = {
  list: (family) => ({ handle: (call) => listNames(family, call), many: null }),
  read: (family) => reading(family, toWireProduct),
  readServiceInfos: (family) => reading(family, family.expires ? infos : nonExpiringInfos),
  changeServiceInfos: (family) => ({ handle: (call) => writeServiceInfos(family, call), many: null }),
  changeContact: (family) => acting(family, changeContacts),
  terminate: (family) => acting(family, (call, id) => askTermination(call, id)),
  confirmTermination: (family) =>
    acting(family, (call, id) => answerConfirmation(call, id, call.body as TerminationBody)),
}

/** List, own object, `serviceInfos`, contacts and termination of every product family, from the contract's one table. */
export const productOperations: readonly Operation[] = familyOperations.flatMap((contract) => mount(contract))

function mount(contract: FamilyOperation): readonly Operation[] {
  const answer = answers[contract.kind]?.(contract.family)
  return answer ? [{ contract, ...answer }] : []
}

/** The wire's form of a service, or the Problem that is answered in its place. */
type ToWire = (call: AnyCall, view: ServiceView) => unknown

/** Answers one service that a path names, and many at once. */
function reading(family: Family, toWire: ToWire): Omit<Operation, 'contract'> {
  return {
    handle: async (call) => {
      const answer = toWire(call, await serviceNamed(family, call))
      if (answer instanceof Problem) throw answer
      return answer
    },
    many: async (call, last) => {
      const before = namesOf(family, call).slice(0, -1)
      const own = last.filter((name) => isPath(family, [...before, name]))
      const { accountId } = call.caller
      const views = await findServices(call.parts, { accountId, family: family.name, before, last: own })
      return new Map([...views].map(([name, view]) => [name, toWire(call, view)]))
    },
  }
}

/** Asks for other contacts; a contact that is null, as python-ovh sends it, is not meant. */
function changeContacts({ parts, caller, body }: AnyCall, serviceId: ServiceId): Promise<unknown> {
  const names = body as Readonly<Record<string, string | null | undefined>>
  const wanted = contactRoles.flatMap((role) => {
    const nichandle = names[contactTypes[role]]?.trim().toLowerCase()
    return nichandle ? [[role, nichandle as Nichandle] as const] : []
  })
  const { accountId } = caller
  return requestContactChange(parts, { accountId, serviceId, wanted: Object.fromEntries(wanted) })
}

const contactRoles = Object.keys(contactTypes) as readonly ContactRole[]

/** Acts on the one service that a path names. */
function acting(family: Family, act: (call: AnyCall, id: ServiceId) => Promise<unknown>): Omit<Operation, 'contract'> {
  return { handle: async (call) => act(call, (await serviceNamed(family, call)).service.id), many: null }
}

function infos(_call: AnyCall, view: ServiceView): unknown {
  return toWireServiceInfos(view)
}

function nonExpiringInfos(_call: AnyCall, view: ServiceView): unknown {
  return toWireNonExpiringService(view)
}

/** A product of a suspended service is gone until it is renewed (rule A7a). */
function toWireProduct({ parts }: AnyCall, view: ServiceView): unknown {
  if (isSuspended(view.standing)) return problem('SERVICE_EXPIRED', 'This service is expired')
  return products[view.service.family]?.(wireContext(parts), view)
}

async function listNames(family: Family, call: AnyCall): Promise<readonly (string | number)[]> {
  const { parts, caller, params, query } = call
  const before = family.parameters.slice(0, -1).map((name) => params[name] ?? '')
  const names = await listServiceNames(parts, { accountId: caller.accountId, family: family.name, before })
  if (!isListed(query as ListFilters, caller.nichandle)) return []
  const own = names.filter((name) => isPath(family, [...before, name]))
  if (own.length === 0 && family.parent === null && before.length > 0) throw noSuch(family, before)
  return family.nameType === 'integer' ? own.map(Number) : own
}

/** Writes `renew` alone: everything else of a services.Service is read-only. */
async function writeServiceInfos(family: Family, call: AnyCall): Promise<void> {
  const { parts, caller, body } = call
  const { service } = await serviceNamed(family, call)
  const { renew } = body as { readonly renew?: RenewalFlags | null }
  await changeService(parts, { accountId: caller.accountId, serviceId: service.id, flags: renew ?? {} })
}

/** @throws NOT_FOUND */
async function serviceNamed(family: Family, call: AnyCall): Promise<ServiceView> {
  const names = namesOf(family, call)
  if (!isPath(family, names)) throw noSuch(family, names)
  return findService(call.parts, { accountId: call.caller.accountId, family: family.name, names })
}

function noSuch({ name }: Family, names: readonly string[]): Problem {
  return problem('NOT_FOUND', `${name} "${names.join('/')}" does not exist`)
}

function namesOf(family: Family, { params }: AnyCall): readonly string[] {
  return family.parameters.map((name) => params[name] ?? '')
}

/** A root of two parameters that is not nested has the service's name in both (contract/README.md). */
function isPath(family: Family, names: readonly string[]): boolean {
  return family.parent !== null || names.every((name) => name === names[0])
}
