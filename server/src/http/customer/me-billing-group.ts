import type { MeBillingGroupBillingGroupInput } from '@odnowa/contract/models/me-billing.generated.ts'
import type { GroupWords } from '../../actions/billing/billing-group-facts.ts'
import { changeBillingGroup } from '../../actions/billing/change-billing-group.ts'
import { createBillingGroup } from '../../actions/billing/create-billing-group.ts'
import { leaveGroup, moveIntoGroup } from '../../actions/billing/move-into-group.ts'
import { readBillingGroups } from '../../actions/billing/read-billing-groups.ts'
import { readGroupServices } from '../../actions/billing/read-group-services.ts'
import { removeBillingGroup } from '../../actions/billing/remove-billing-group.ts'
import type { BillingGroupId, MeansId, ServiceId } from '../../identity/identity.ts'
import { type Problem, problem } from '../../problem/problem.ts'
import { wireContext } from '../context.ts'
import { type Call, type Operation, operation } from '../operation.ts'
import { idParameter, manyIds } from '../parameters.ts'
import { toWireBillingGroup } from '../wire/billing-group.ts'

/** Services that are billed together, by a means of their own if they like. */
export const billingGroupOperations: readonly Operation[] = [
  operation('GET /me/billing/group', async ({ parts, caller: { accountId }, query: { name, serviceId } }) => {
    const groups = await readBillingGroups(parts, { accountId, name, serviceId: serviceId as ServiceId | undefined })
    return groups.map(({ id }) => id)
  }),

  operation('POST /me/billing/group', async ({ parts, caller: { accountId }, body }) => {
    const { name, meansId = null } = fromWireGroup(body)
    if (name === undefined) throw wrong('name', 'it is missing')
    return toWireBillingGroup(wireContext(parts), await createBillingGroup(parts, { accountId, name, meansId }))
  }),

  operation(
    'GET /me/billing/group/{groupId}',
    async (call) => {
      const { groupId } = named(call)
      const group = (await readBillingGroups(call.parts, call.caller)).find(({ id }) => id === groupId)
      if (group) return toWireBillingGroup(wireContext(call.parts), group)
      throw problem('NOT_FOUND', `there is no billing group ${groupId}`)
    },
    {
      many: ({ parts, caller }, texts) =>
        manyIds(texts, 'groupId', async () => {
          const groups = await readBillingGroups(parts, caller)
          return new Map(groups.map((group) => [Number(group.id), toWireBillingGroup(wireContext(parts), group)]))
        }),
    },
  ),

  operation('PUT /me/billing/group/{groupId}', async (call) => {
    await changeBillingGroup(call.parts, { ...named(call), change: fromWireGroup(call.body) })
  }),

  operation('DELETE /me/billing/group/{groupId}', async (call) => {
    await removeBillingGroup(call.parts, named(call))
  }),

  operation('GET /me/billing/group/{groupId}/service', async (call) => [
    ...(await readGroupServices(call.parts, named(call))),
  ]),

  operation('POST /me/billing/group/{groupId}/service', async (call) => {
    const { groupId, accountId } = named(call)
    const { serviceId } = call.body
    await moveIntoGroup(call.parts, { accountId, groupId, serviceId: serviceId as ServiceId })
    return { groupId, serviceId }
  }),

  operation(
    'GET /me/billing/group/{groupId}/service/{serviceId}',
    async (call) => {
      const { groupId } = named(call)
      const serviceId = idParameter(call.params.serviceId, 'serviceId')
      const services: readonly number[] = await readGroupServices(call.parts, named(call))
      if (services.includes(serviceId)) return { groupId, serviceId }
      throw problem('NOT_FOUND', `there is no service ${serviceId} in billing group ${groupId}`)
    },
    {
      many: (call, texts) =>
        manyIds(texts, 'serviceId', async () => {
          const { groupId } = named(call)
          const services = await readGroupServices(call.parts, named(call))
          return new Map(services.map((serviceId) => [serviceId, { groupId, serviceId }]))
        }),
    },
  ),

  operation('DELETE /me/billing/group/{groupId}/service/{serviceId}', async (call) => {
    const serviceId = idParameter(call.params.serviceId, 'serviceId') as ServiceId
    await leaveGroup(call.parts, { ...named(call), serviceId })
  }),
]

type GroupCall = Pick<Call<'GET /me/billing/group/{groupId}'>, 'caller' | 'params'>

function named({ caller: { accountId }, params }: GroupCall) {
  return { accountId, groupId: idParameter(params.groupId, 'groupId') as BillingGroupId }
}

const longestName = 100

function fromWireGroup({ name, paymentMethodId, contactId }: MeBillingGroupBillingGroupInput): Partial<GroupWords> {
  if (typeof contactId === 'number') {
    throw wrong('contactId', `there is no contact ${contactId}: contacts have no numbers here, leave it out`)
  }
  const trimmed = name?.trim()
  if (trimmed === '') throw wrong('name', 'a group needs one')
  if (trimmed !== undefined && trimmed.length > longestName) {
    throw wrong('name', `it has ${trimmed.length} characters, the most is ${longestName}`)
  }
  return {
    ...(trimmed === undefined ? {} : { name: trimmed }),
    ...(paymentMethodId === undefined ? {} : { meansId: paymentMethodId as MeansId | null }),
  }
}

function wrong(field: string, message: string): Problem {
  return problem('INVALID_PARAMETER', `${field}: ${message}`, { field })
}
