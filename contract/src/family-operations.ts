import { type TObject, type TSchema, Type } from 'typebox'
import { type Family, families } from './families.ts'
import { DedicatedServerDedicatedInput, DedicatedServerDedicatedWithIAM } from './models/dedicated.generated.ts'
import {
  DomainDomainService,
  DomainDomainServiceInput,
  DomainDomainServiceWithIAM,
  DomainZoneWithIAM,
} from './models/domain.generated.ts'
import { EmailProServiceInput, EmailProServiceNativeWithIAM } from './models/email.generated.ts'
import { HostingWebServiceInput, HostingWebServiceWithIAM } from './models/hosting.generated.ts'
import { optional, parameters } from './models/schema.ts'
import {
  ServiceRenewTypeInput,
  ServiceTerminationFutureUseEnum,
  ServiceTerminationReasonEnum,
} from './models/service.generated.ts'
import { ServicesNonExpiringService, ServicesService, ServicesServiceInput } from './models/services.generated.ts'
import { VpsVPSInput, VpsVPSWithIAM } from './models/vps.generated.ts'
import type { Method, Operation } from './operation.ts'
import { findOperation } from './operations.ts'

/** What an operation of a product family does; one handler a kind serves all families. */
export type FamilyOperationKind =
  | 'list'
  | 'read'
  | 'change'
  | 'readServiceInfos'
  | 'changeServiceInfos'
  | 'changeContact'
  | 'terminate'
  | 'confirmTermination'

export interface FamilyOperation extends Operation {
  readonly kind: FamilyOperationKind
  readonly family: Family
}

interface OwnModels {
  readonly read: TSchema
  readonly change?: { readonly body: TObject; readonly response: TSchema }
}

/** The products whose own object the reference document models. */
const ownModels: Readonly<Record<string, OwnModels>> = {
  'dedicated/server': change(DedicatedServerDedicatedWithIAM, DedicatedServerDedicatedInput),
  domain: change(DomainDomainServiceWithIAM, DomainDomainServiceInput, DomainDomainService),
  'domain/zone': { read: DomainZoneWithIAM },
  'email/pro': change(EmailProServiceNativeWithIAM, EmailProServiceInput),
  'hosting/web': change(HostingWebServiceWithIAM, HostingWebServiceInput),
  vps: change(VpsVPSWithIAM, VpsVPSInput),
}

const taskIds = Type.Array(Type.Integer())
const renewBody = parameters({ renew: ServiceRenewTypeInput })
const contactBody = parameters({
  contactAdmin: optional(Type.String()),
  contactBilling: optional(Type.String()),
  contactTech: optional(Type.String()),
})
const terminationFields = {
  commentary: optional(Type.String()),
  reason: optional(ServiceTerminationReasonEnum),
  token: Type.String(),
}
const confirmationBodies = {
  full: parameters({ ...terminationFields, futureUse: optional(ServiceTerminationFutureUseEnum) }),
  withoutFutureUse: parameters(terminationFields),
} as const

/** Every operation of every product family, derived from the table. */
export const familyOperations: readonly FamilyOperation[] = families.flatMap((family) => [
  ...listOperation(family),
  ...ownOperations(family),
  ...serviceInfosOperations(family),
  ...contractOperations(family),
])

function listOperation(family: Family): readonly FamilyOperation[] {
  if (family.list === null) return []
  const name = family.nameType === 'integer' ? Type.Integer() : Type.String()
  return [derive(family, 'list', 'GET', family.list, null, Type.Array(name))]
}

function ownOperations(family: Family): readonly FamilyOperation[] {
  const models = ownModels[family.name]
  if (family.own === null || models === undefined) return []
  const read = derive(family, 'read', 'GET', family.own.path, null, models.read)
  if (!family.own.writable || models.change === undefined) return [read]
  return [read, derive(family, 'change', 'PUT', family.own.path, models.change.body, models.change.response)]
}

function serviceInfosOperations(family: Family): readonly FamilyOperation[] {
  const path = `${family.template}/serviceInfos`
  const model = family.expires ? ServicesService : ServicesNonExpiringService
  const read = derive(family, 'readServiceInfos', 'GET', path, null, model)
  if (family.write === 'none') return [read]
  const [method, target, body] =
    family.write === 'update'
      ? (['POST', `${path}Update`, renewBody] as const)
      : (['PUT', path, family.write === 'put' ? ServicesServiceInput : renewBody] as const)
  return [read, derive(family, 'changeServiceInfos', method, target, body, Type.Null())]
}

function contractOperations(family: Family): readonly FamilyOperation[] {
  const { changeContact, terminate, confirmTermination, template } = family
  const confirmation = confirmTermination === null ? null : confirmationBodies[confirmTermination]
  const contact = derive(family, 'changeContact', 'POST', `${template}/changeContact`, contactBody, taskIds)
  const end = derive(family, 'terminate', 'POST', `${template}/terminate`, null, Type.String())
  const confirm = derive(
    family,
    'confirmTermination',
    'POST',
    `${template}/confirmTermination`,
    confirmation,
    Type.String(),
  )
  return [...(changeContact ? [contact] : []), ...(terminate ? [end] : []), ...(confirmation ? [confirm] : [])]
}

/** The right's name and the filters of a list are the reference document's where it has the operation. */
function derive(
  family: Family,
  kind: FamilyOperationKind,
  method: Method,
  path: string,
  body: TObject | null,
  response: TSchema,
): FamilyOperation {
  const known = findOperation(`${method} ${path}`)
  const used = family.parameters.filter((name) => path.includes(`{${name}}`))
  return {
    kind,
    family,
    method,
    path,
    section: path.split('/')[1] ?? '',
    status: family.deprecated ? 'deprecated' : 'production',
    noAuthentication: false,
    iamAction: known?.iamAction ?? null,
    pathParameters: Object.fromEntries(
      used.map((name) => [name, name === family.nameParameter ? family.nameType : 'string'] as const),
    ),
    query: known?.query ?? parameters({}),
    body,
    response,
  }
}

function change(read: TSchema, body: TObject, response: TSchema = Type.Null()): OwnModels {
  return { read, change: { body, response } }
}
