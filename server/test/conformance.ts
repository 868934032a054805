import { type AnswerShape, checkAnswer, matchOperation } from '@odnowa/contract/conformance.ts'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'

/**
 * Holds every JSON answer that a server gives against the contract: those of operations against their models, those of 400 and
 * more against the one form of errors. Add it before the server is ready.
 * @returns what was found wrong so far, in words; it grows
 */
export function watchConformance(app: FastifyInstance): readonly string[] {
  const violations: string[] = []
  app.addHook('onSend', async (request, reply, payload) => {
    if (typeof payload === 'string' && isJson(reply)) violations.push(...check(request, reply, payload))
    return payload
  })
  return violations
}

function check(request: FastifyRequest, reply: FastifyReply, payload: string): readonly string[] {
  const { statusCode } = reply
  const path = request.url
  if (path.startsWith('/health') || path.startsWith('/auth/oauth2/token')) return []
  if (reply.getHeader('X-OVH-QUERYID') === undefined) return [`${request.method} ${path} has no query id`]
  const isOperation = /^\/(1\.0|v1)\//.test(path) && matchOperation(request.method, path) !== null
  if (statusCode < 400 && !isOperation) return []
  return checkAnswer(`${request.method} ${path}`, statusCode, JSON.parse(payload), shapeOf(request, reply))
}

function shapeOf(request: FastifyRequest, reply: FastifyReply): AnswerShape {
  if (request.headers['x-ovh-batch'] !== undefined) return 'batch'
  return reply.getHeader('x-pagination-elements') === undefined ? 'plain' : 'objects'
}

function isJson(reply: FastifyReply): boolean {
  return String(reply.getHeader('content-type')).startsWith('application/json')
}
