import type { FastifyRequest } from 'fastify'
import { problem } from '../problem/problem.ts'

/**
 * The fields of a form that a page or an OAuth2 client sent.
 * @throws BAD_REQUEST for another type of body, a field that comes twice, and characters that are none
 */
export function formBody(request: FastifyRequest): ReadonlyMap<string, string> {
  const type = (request.headers['content-type'] ?? formType).split(';')[0]?.trim().toLowerCase()
  if (type !== formType) throw problem('BAD_REQUEST', `The body must be ${formType}, not ${type}`)
  const fields = new Map<string, string>()
  const text = Buffer.isBuffer(request.body) ? request.body.toString('utf8') : ''
  for (const [name, value] of new URLSearchParams(text)) {
    if (fields.has(name)) throw problem('BAD_REQUEST', `The body has ${JSON.stringify(name)} twice`)
    if (value.includes('\0')) throw problem('BAD_REQUEST', `The body has a NUL character in ${JSON.stringify(name)}`)
    fields.set(name, value)
  }
  return fields
}

const formType = 'application/x-www-form-urlencoded'
