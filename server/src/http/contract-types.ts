import type { OperationKey, OperationTypes, operations } from '@odnowa/contract/operations.ts'

export type { OperationKey }

/** The operations without authentication. */
export type OpenOperationKey = {
  [Key in OperationKey]: (typeof operations)[Key]['noAuthentication'] extends true ? Key : never
}[OperationKey]

/** `{serviceId: string}` for `GET /service/{serviceId}`. */
export type PathParameters<Key extends OperationKey> = OperationTypes[Key]['params']
export type QueryOf<Key extends OperationKey> = OperationTypes[Key]['query']
/** null where the operation takes none. */
export type BodyOf<Key extends OperationKey> = OperationTypes[Key]['body']
/** The wire body; a void operation answers nothing. */
export type Answer<Key extends OperationKey> = OperationTypes[Key]['response'] extends null
  ? // biome-ignore lint/suspicious/noConfusingVoidType: a handler of a void operation returns nothing
    null | undefined | void
  : OperationTypes[Key]['response']
