import type { FastifyRequest } from 'fastify'
import type { Parts } from '../../actions/parts.ts'
import type { Operator } from '../../operators/token.ts'
import { parseJson } from '../json.ts'
import type { ServerSetup } from '../setup.ts'
import { type Field, readForm } from './form.ts'

/** One call of the operator API, its caller known. */
export interface AdminCall {
  readonly parts: Parts
  readonly setup: ServerSetup
  readonly operator: Operator
  /** A parameter of the path, percent-decoded. */
  parameter(name: string): string
  /** The body by a form; an absent one reads as an empty object. */
  body<Value>(field: Field<Value>): Value
  query<Value>(field: Field<Value>): Value
}

/** A route of `/admin` or `/sandbox`: answers its JSON, undefined for `null`; throws Problems. */
export interface AdminRoute {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE'
  /** `/admin/plans/:code` */
  readonly url: string
  readonly handle: (call: AdminCall) => Promise<unknown>
}

/** `url` with parameters as Fastify writes them: `/admin/plans/:code`. What `handle` returns is the JSON of a 200. */
export function adminRoute(method: AdminRoute['method'], url: string, handle: AdminRoute['handle']): AdminRoute {
  return { method, url, handle }
}

/** `body` and `query` read a form and throw INVALID_PARAMETER with the field's place (`form.ts`). */
export function adminCall(request: FastifyRequest, setup: ServerSetup, operator: Operator): AdminCall {
  const params = request.params as Readonly<Record<string, string>>
  return {
    parts: setup.parts,
    setup,
    operator,
    parameter: (name) => params[name] ?? '',
    body: (field) => readForm(field, jsonOf(request.body)),
    query: (field) => readForm(field, request.query),
  }
}

function jsonOf(body: unknown): unknown {
  return (Buffer.isBuffer(body) ? parseJson(body) : undefined) ?? {}
}
