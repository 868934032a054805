import { asJson } from '@odnowa/contract/json-schema.ts'
import { isItemOf } from '@odnowa/contract/operation.ts'
import type { Zone } from '../calendar/calendar.ts'
import { bodyReader, type ReadBody } from './body.ts'
import type { Operation } from './operation.ts'
import { queryReader, type ReadQuery } from './query.ts'

/** An operation as the server answers it: with its readers, and its place among the others. */
export interface Mounted {
  readonly operation: Operation
  readonly readQuery: ReadQuery
  readonly readBody: ReadBody
  /** The name of the path's last parameter; null when it has none. */
  readonly lastParameter: string | null
  /** Whether a GET answers a list, which can be had by pages. */
  readonly isList: boolean
  /** Of a list: the operation that gives the object behind an id, where that is mounted too. */
  readonly item: Operation | null
}

/** All operations of a server at once: a list finds the operation of its objects among them. Readers are compiled here, once. */
export function mounted(operations: readonly Operation[], zone: Zone): readonly Mounted[] {
  const reads = operations.filter(({ contract }) => contract.method === 'GET')
  return operations.map((operation) => ({
    operation,
    readQuery: queryReader(operation.contract.query, zone),
    readBody: bodyReader(operation.contract),
    lastParameter: Object.keys(operation.contract.pathParameters).at(-1) ?? null,
    isList: operation.contract.method === 'GET' && asJson(operation.contract.response).type === 'array',
    item: reads.find((read) => isItemOf(read.contract, operation.contract)) ?? null,
  }))
}
