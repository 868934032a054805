import type { Operation as ContractOperation } from '@odnowa/contract/operation.ts'
import { operations } from '@odnowa/contract/operations.ts'
import type { Parts } from '../actions/parts.ts'
import type { Caller } from '../customers/caller.ts'
import type { Problem } from '../problem/problem.ts'
import type { Answer, BodyOf, OpenOperationKey, OperationKey, PathParameters, QueryOf } from './contract-types.ts'

export type { OperationKey }

/** What an operation without authentication gets. */
export interface OpenCall<Key extends OperationKey> {
  readonly parts: Parts
  /** The path parameters, percent-decoded: numeric ids are read with `idParameter`. */
  readonly params: PathParameters<Key>
  /** The query as the contract types it: booleans, numbers and lists are such; an absent parameter is undefined. */
  readonly query: QueryOf<Key>
  /** The body, valid by the contract. */
  readonly body: BodyOf<Key>
  /** The client's IP address. */
  readonly address: string
  header(name: string): string | undefined
  setHeader(name: string, value: string): void
  /** 200 unless set. */
  setStatus(code: number): void
}

export interface Call<Key extends OperationKey> extends OpenCall<Key> {
  /** Who calls; his rights were checked for this very path. */
  readonly caller: Caller
}

/** A call for several objects at once: the last path parameter is not in `params`, it is the list of `ids`. */
export type ManyCall<Key extends OperationKey> = Omit<Call<Key>, 'params'> & {
  readonly params: Omit<PathParameters<Key>, LastParameter<Key>>
}

type LastParameter<Path extends string> = Path extends `${string}{${infer Name}}${infer Rest}`
  ? Rest extends `${string}{${string}`
    ? LastParameter<Rest>
    : Name
  : never

/** Answers one call with the wire body; `undefined` is sent as JSON `null`. Throws Problems. */
export type Handler<Key extends OperationKey> = (call: Call<Key>) => Promise<Answer<Key>>
export type OpenHandler<Key extends OperationKey> = (call: OpenCall<Key>) => Promise<Answer<Key>>

/**
 * Answers for many ids in few statements, by id; an id that is not in the map is a NOT_FOUND. Used for batches
 * (`X-Ovh-Batch`) and for the expansion of lists. Ids are as they stood in the path: see `manyIds` in parameters.ts.
 */
export type ManyHandler<Key extends OperationKey> = (
  call: ManyCall<Key>,
  ids: readonly string[],
) => Promise<ReadonlyMap<string, Answer<Key> | Problem>>

/** A handler bound to its place in the contract, as the server mounts it. */
export interface Operation {
  readonly contract: ContractOperation
  readonly handle: (call: AnyCall) => Promise<unknown>
  readonly many: ((call: AnyCall, ids: readonly string[]) => Promise<ReadonlyMap<string, unknown>>) | null
}

/** A call whose operation is not known by name: what the server makes, and what handlers of product families get. */
export interface AnyCall extends Omit<Call<never>, 'params' | 'query' | 'body'> {
  readonly params: Readonly<Record<string, string>>
  readonly query: Readonly<Record<string, unknown>>
  readonly body: unknown
}

/**
 * An operation of the contract and what answers it.
 * @param many where several objects can be had in one query; else batches and list expansions call `handler` once for each
 */
export function operation<Key extends Exclude<OperationKey, OpenOperationKey>>(
  key: Key,
  handler: Handler<Key>,
  options: { readonly many?: ManyHandler<Key> } = {},
): Operation {
  return {
    contract: operations[key],
    handle: handler as unknown as Operation['handle'],
    many: (options.many ?? null) as unknown as Operation['many'],
  }
}

/** An operation that the contract marks as free of authentication. */
export function openOperation<Key extends OpenOperationKey>(key: Key, handler: OpenHandler<Key>): Operation {
  return { contract: operations[key], handle: handler as unknown as Operation['handle'], many: null }
}
