import type { Static, TSchema } from 'typebox'
import type { Operation } from './operation.ts'
import { operations } from './operations.generated.ts'

export { operations }

/** `GET /service/{serviceId}/renew` and all others of the reference document. */
export type OperationKey = keyof typeof operations

/** What an operation takes and gives: `OperationTypes['GET /me/order']['response']`. Parameters of the path are text. */
export type OperationTypes = {
  [Key in OperationKey]: {
    params: { -readonly [Name in keyof (typeof operations)[Key]['pathParameters']]: string }
    query: Static<(typeof operations)[Key]['query']>
    body: BodyOf<(typeof operations)[Key]['body']>
    response: Static<(typeof operations)[Key]['response']>
  }
}

type BodyOf<Body> = Body extends TSchema ? Static<Body> : null

/** The operation of a key, or undefined when the reference document has none. */
export function findOperation(key: string): Operation | undefined {
  return Object.hasOwn(operations, key) ? operations[key as OperationKey] : undefined
}
