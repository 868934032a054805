import type { Socket } from 'node:net'
import compress from '@fastify/compress'
import cors from '@fastify/cors'
import fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify'
import type { Parts } from '../actions/parts.ts'
import { problem } from '../problem/problem.ts'
import { authenticatorOf } from './authentication.ts'
import { corsOf } from './cross-origin.ts'
import { operations } from './customer/operations.ts'
import { problemOf, toWireError } from './errors.ts'
import { mountOperations } from './mount.ts'
import { noteRequests } from './note-requests.ts'
import type { Operation } from './operation.ts'
import { plainRoutes } from './plain-routes.ts'
import { newQueryId } from './query-id.ts'
import { rateLimit } from './rate-limit.ts'
import type { Authenticator } from './raw-request.ts'
import { mountDocuments } from './schema-documents.ts'
import type { PlainRoutes, ServerSetup } from './setup.ts'

/** What is served, where it is not everything that Odnowa has. For tests. */
export interface Offer {
  readonly operations: readonly Operation[]
  readonly plainRoutes: readonly PlainRoutes[]
  readonly authenticatorOf: (parts: Parts) => Authenticator
}

const everything: Offer = { operations, plainRoutes, authenticatorOf }
const mebibyte = 1024 * 1024
/** 0 would be for ever. */
const shortestMilliseconds = 1

/** The HTTP server, not listening yet: every operation under `/1.0` and `/v1`, the documents of them, and the plain routes. */
export function buildServer(setup: ServerSetup, offer: Offer = everything): FastifyInstance {
  const app = newFastify(setup)
  app.addHook('onRequest', async (request, reply) => {
    reply.header('X-OVH-QUERYID', request.id)
  })
  app.addHook('preClose', async () => {
    // connections whose answer is under way are not idle yet: their 72 s would hold up the end of the process
    app.server.keepAliveTimeout = shortestMilliseconds
  })
  noteRequests(app, setup)
  app.setErrorHandler((error, request, reply) => sendError(setup, error, request, reply))
  app.setNotFoundHandler((request, reply) => sendError(setup, noRoute(request), request, reply))
  app.removeAllContentTypeParsers()
  app.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => done(null, body))
  app.register(cors, { delegator: (request, done) => done(null, corsOf(request.url)) })
  app.register(compress, { threshold: 1024, encodings: ['br', 'gzip', 'deflate'], globalDecompression: false })
  app.register(async (inside) => {
    mountHealth(inside, setup)
    for (const register of offer.plainRoutes) register(inside, setup)
    mountOperations(inside, offer.operations, {
      parts: setup.parts,
      authenticator: offer.authenticatorOf(setup.parts),
      countRequest: rateLimit(setup.rateLimit),
    })
    mountDocuments(inside, setup, offer.operations)
  })
  return app
}

function newFastify(setup: ServerSetup): FastifyInstance {
  const options = {
    bodyLimit: mebibyte,
    clientErrorHandler: refuseConnection,
    forceCloseConnections: 'idle' as const,
    frameworkErrors: (error: unknown, request: FastifyRequest, reply: FastifyReply) => {
      reply.header('X-OVH-QUERYID', request.id)
      sendError(setup, error, request, reply)
    },
    genReqId: newQueryId,
    // a connection that is kept alive gets its answer while the server closes
    return503OnClosing: false,
    // a batch has many ids in one parameter; the length of a request's head is limited by Node
    routerOptions: { maxParamLength: 100_000 },
    trustProxy: false,
  }
  return (setup.tls ? fastify({ ...options, https: { ...setup.tls } }) : fastify(options)) as FastifyInstance
}

function sendError(setup: ServerSetup, error: unknown, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const cause = problemOf(error, request.id, setup.parts.log)
  if (cause.details.retryAfter) reply.header('Retry-After', cause.details.retryAfter)
  if (cause.status === 401) reply.header('WWW-Authenticate', 'Bearer realm="odnowa"')
  if (cause.status === 460) reply.raw.statusMessage = 'Expired'
  return reply
    .code(cause.status)
    .type('application/json; charset=utf-8')
    .send(JSON.stringify(toWireError(cause, request.id)))
}

function noRoute(request: FastifyRequest) {
  const path = request.url.replace(/\?.*$/s, '')
  const why = /^\/v2(\/|$)/.test(path)
    ? 'the branch v2 is not served, renewal is v1 only: call it under /1.0 or /v1'
    : 'see /1.0/openapi.json for what is'
  return problem('ROUTE_NOT_FOUND', `${request.method} ${path} is not served: ${why}`)
}

function mountHealth(app: FastifyInstance, setup: ServerSetup): void {
  app.get('/health', async (_request, reply) => {
    const reason = await setup.health().then(
      () => null,
      (error: unknown) => (error instanceof Error ? error.message : String(error)),
    )
    return reply
      .code(reason === null ? 200 : 503)
      .send(reason === null ? { status: 'ok' } : { status: 'unavailable', reason })
  })
}

/** A request that is no HTTP: answered in the usual form, as far as there is somebody to answer. */
function refuseConnection(error: { readonly code?: string | undefined }, socket: Socket): void {
  if (error.code === 'ECONNRESET' || !socket.writable) {
    socket.destroy()
    return
  }
  const queryId = newQueryId()
  const cause = problem('BAD_REQUEST', 'The request is not well-formed HTTP, or its head is too large')
  const body = JSON.stringify(toWireError(cause, queryId))
  socket.end(
    `HTTP/1.1 400 Bad Request\r\nContent-Type: application/json; charset=utf-8\r\nX-OVH-QUERYID: ${queryId}\r\n` +
      `Content-Length: ${Buffer.byteLength(body)}\r\nConnection: close\r\n\r\n${body}`,
  )
}
