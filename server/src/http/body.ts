import type { Operation as ContractOperation } from '@odnowa/contract/operation.ts'
import { problem } from '../problem/problem.ts'
import { parseJson } from './json.ts'
import { validator } from './validation.ts'

export type ReadBody = (bytes: Uint8Array) => unknown

/**
 * A reader for an operation's body: JSON, whatever the Content-Type; an empty one is an object without fields.
 * @throws (the reader) MALFORMED_JSON, UNKNOWN_FIELD, INVALID_PARAMETER, INVALID_PERIOD
 */
export function bodyReader(contract: ContractOperation): ReadBody {
  if (contract.body === null) return readNothing
  const validate = validator(contract.body, 'body')
  return (bytes) => {
    const body = parseJson(bytes) ?? {}
    validate(body)
    return body
  }
}

/** Clients that always send a body send `{}` or `null` where there is nothing to say. */
function readNothing(bytes: Uint8Array): null {
  const body = bytes.length === 0 ? null : (parseJson(bytes) ?? null)
  if (body === null) return null
  if (typeof body !== 'object') throw problem('INVALID_PARAMETER', 'the body must be empty: this operation takes none')
  const [field] = Object.keys(body)
  if (field === undefined) return null
  throw problem('UNKNOWN_FIELD', `body: "${field}" is unknown: it takes none`, { field })
}
