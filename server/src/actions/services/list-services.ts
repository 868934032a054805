import { families } from '@odnowa/contract/families.ts'
import type { AccountId, ServiceId } from '../../identity/identity.ts'
import { problem } from '../../problem/problem.ts'
import { listServiceIds, type ServiceOrder } from '../../services/service-list.store.ts'
import type { Parts } from '../parts.ts'

export interface ListServicesRequest {
  readonly accountId: AccountId
  readonly resourceName?: string | undefined
  /** A product root's template: `/domain/{serviceName}`. */
  readonly routes?: string | undefined
  readonly orderBy?: string | undefined
  /** `asc`, the default, or `desc`. */
  readonly sort?: string | undefined
}

const orders: readonly ServiceOrder[] = ['serviceId', 'resourceName', 'creationDate', 'expirationDate']

/**
 * Ids of an account's live services, ascending unless asked otherwise. A route that no family has finds nothing.
 * @throws INVALID_PARAMETER for an order that there is not
 */
export async function listServices(
  parts: Pick<Parts, 'transaction' | 'clock' | 'zone'>,
  request: ListServicesRequest,
): Promise<readonly ServiceId[]> {
  const { accountId, resourceName, routes } = request
  const orderBy = orderOf(request.orderBy)
  const descending = isDescending(request.sort)
  const family = families.find((row) => row.template === routes)?.name ?? null
  if (routes !== undefined && family === null) return []
  const search = { name: resourceName ?? null, family, orderBy, descending }
  return parts.transaction((transaction) => listServiceIds(transaction, accountId, search), 'reads')
}

function orderOf(text: string | undefined): ServiceOrder {
  const order = orders.find((each) => each === (text ?? 'serviceId'))
  if (order) return order
  throw problem('INVALID_PARAMETER', `orderBy: "${text}" is no order: use one of ${orders.join(', ')}`, {
    field: 'orderBy',
  })
}

function isDescending(sort = 'asc'): boolean {
  const direction = sort.toLowerCase()
  if (direction === 'asc' || direction === 'desc') return direction === 'desc'
  throw problem('INVALID_PARAMETER', `sort: "${sort}" is no direction: use asc or desc`, { field: 'sort' })
}
