import type { TObject, TSchema } from 'typebox'

export type Method = 'GET' | 'POST' | 'PUT' | 'DELETE'
export type ApiStatus = 'production' | 'beta' | 'deprecated'

/** One operation of the API as data. Its key is method and path: `GET /service/{serviceId}/renew`. */
export interface Operation {
  readonly method: Method
  /** Template without the branch prefix: `/service/{serviceId}/renew`. */
  readonly path: string
  /** First segment of the path: `service`. */
  readonly section: string
  readonly status: ApiStatus
  /** Since when it is deprecated, when OVH means to delete it, what to call instead. */
  readonly deprecation?: { readonly since: string; readonly deletion: string; readonly replacement: string }
  readonly noAuthentication: boolean
  /** OVH's name of the right that the operation needs; none under `/auth`. */
  readonly iamAction: string | null
  /** Parameters of the path in their order, with the type that OVH declares; they always arrive as text. */
  readonly pathParameters: Readonly<Record<string, 'string' | 'integer'>>
  readonly query: TObject
  readonly body: TObject | null
  /** The body of a 200; `null` for void. */
  readonly response: TSchema
}

/** `GET /service/{serviceId}/renew` */
export function operationKey(operation: Pick<Operation, 'method' | 'path'>): string {
  return `${operation.method} ${operation.path}`
}

/** Whether an operation reads one object of a list: `GET /me/order/{orderId}` of `GET /me/order`. */
export function isItemOf(item: Operation, list: Operation): boolean {
  if (item.method !== 'GET' || list.method !== 'GET' || !item.path.startsWith(`${list.path}/`)) return false
  return /^\{[^/]+\}$/.test(item.path.slice(list.path.length + 1))
}
