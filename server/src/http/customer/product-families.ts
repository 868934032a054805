import type { Family } from '@odnowa/contract/families.ts'
import { type FamilyOperation, type FamilyOperationKind, familyOperations } from '@odnowa/contract/family-operations.ts'
import { changeService } from '../../actions/services/change-service.ts'
import { listServiceNames } from '../../actions/services/list-service-names.ts'
import { requestContactChange } from '../../actions/services/request-contact-change.ts'
import type { ServiceView } from '../../actions/services/view-services.ts'
import type { Nichandle, ServiceId } from '../../identity/identity.ts'
import type { ContactRole } from '../../services/contact.ts'
import type { RenewalFlags } from '../../services/renewal-flags.ts'
import type { AnyCall, Operation } from '../operation.ts'
import { contactTypes } from '../wire/contact-change.ts'
import { toWireNonExpiringService, toWireServiceInfos } from '../wire/service-infos.ts'
import { isListed, type ListFilters } from './product-filters.ts'
import { changingProduct, readingProduct } from './product-objects.ts'
import { type Answering, isPath, noSuch, reading, serviceNamed } from './product-path.ts'
import { answerConfirmation, askTermination, type TerminationBody } from './termination.ts'

type AnswerFamily = (family: Family, contract: FamilyOperation) => Answering

/** What answers an operation of each kind, for every product family. */
const answers: Readonly<Record<FamilyOperationKind, AnswerFamily>> = {
  list: (family) => ({ handle: (call) => listNames(family, call), many: null }),
  read: readingProduct,
  change: changingProduct,
  readServiceInfos: (family) => reading(family, family.expires ? infos : nonExpiringInfos),
  changeServiceInfos: (family) => ({ handle: (call) => writeServiceInfos(family, call), many: null }),
  changeContact: (family) => acting(family, changeContacts),
  terminate: (family) => acting(family, (call, id) => askTermination(call, id)),
  confirmTermination: (family) =>
    acting(family, (call, id) => answerConfirmation(call, id, call.body as TerminationBody)),
}

/** List, own object, `serviceInfos`, contacts and termination of every product family, from the contract's one table. */
export const productOperations: readonly Operation[] = familyOperations.map((contract) => ({
  contract,
  ...answers[contract.kind](contract.family, contract),
}))

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
function acting(family: Family, act: (call: AnyCall, id: ServiceId) => Promise<unknown>): Answering {
  return { handle: async (call) => act(call, (await serviceNamed(family, call)).service.id), many: null }
}

function infos(_call: AnyCall, view: ServiceView): unknown {
  return toWireServiceInfos(view)
}

function nonExpiringInfos(_call: AnyCall, view: ServiceView): unknown {
  return toWireNonExpiringService(view)
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
