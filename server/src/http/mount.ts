import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { Answering } from './accepted-request.ts'
import { answerRequest } from './answer.ts'
import { deprecationHeaders } from './deprecation.ts'
import { type Mounted, mounted } from './mounted.ts'
import type { Operation } from './operation.ts'
import type { RawRequest } from './raw-request.ts'

/** The branches name the same API (ovh-api.md 1.1). */
export const branches = ['/1.0', '/v1'] as const

/** Mounts the operations under every branch. */
export function mountOperations(app: FastifyInstance, operations: readonly Operation[], answering: Answering): void {
  for (const each of mounted(operations, answering.parts.zone)) {
    for (const branch of branches) mountOperation(app, branch, each, answering)
  }
}

function mountOperation(app: FastifyInstance, branch: string, each: Mounted, answering: Answering): void {
  const { method, path } = each.operation.contract
  app.route({
    method,
    url: branch + path.replace(/\{([^}]+)\}/g, ':$1'),
    onRequest: [forgetContentType, sayAlways(deprecationHeaders(each.operation.contract, branch))],
    handler: async (request, reply) => {
      const answered = await answerRequest(answering, each, {
        raw: rawRequest(request),
        params: request.params as Readonly<Record<string, string>>,
        queryId: request.id,
      })
      // credentials travel in headers that shared caches do not know, and answers hold passwords
      reply.header('Cache-Control', 'private, no-store')
      for (const [name, value] of answered.headers) reply.header(name, value)
      return reply.code(answered.status).type('application/json; charset=utf-8').send(answered.text)
    },
  })
}

/** A body is JSON whatever it claims to be: node-ovh claims nothing in OAuth mode, and a claim that is malformed harms nobody. */
async function forgetContentType(request: FastifyRequest): Promise<void> {
  delete request.raw.headers['content-type']
}

/** Headers of every answer, of errors too. */
function sayAlways(headers: Readonly<Record<string, string>>) {
  return async (_request: FastifyRequest, reply: FastifyReply): Promise<void> => {
    reply.headers(headers)
  }
}

function rawRequest(request: FastifyRequest): RawRequest {
  return {
    method: request.method,
    url: request.raw.url ?? request.url,
    headers: request.headers,
    body: Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0),
    address: request.ip,
  }
}
