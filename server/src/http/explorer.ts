import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import fastifyStatic from '@fastify/static'
import type { FastifyInstance } from 'fastify'
import { type ExplorerFile, explorerFiles } from './explorer-files.ts'
import type { PlainRoutes } from './setup.ts'

/**
 * `/console/api`: every operation that the server has, to look up, sign and send (role `console`). What signs runs in the browser
 * (server/explorer): the server hands out no keys. Swagger UI shows the operations; of its package the two files are served, and
 * not its plugin, which brings a page and a policy of its own.
 */
export const explorerRoutes: PlainRoutes = (app, { console }) => {
  if (!console) return
  app.register(async (inside) => {
    inside.addHook('onRequest', async (_request, reply) => {
      reply.headers(headers)
    })
    for (const file of explorerFiles) serveOwn(inside, file)
    serveSwaggerUi(inside)
    // until there is a console at this address
    for (const url of ['/console', '/console/']) inside.get(url, async (_request, reply) => reply.redirect(base, 302))
  })
}

const base = '/console/api'
const swaggerUi = join(fileURLToPath(import.meta.resolve('@fastify/swagger-ui')), '..', 'static')

/**
 * Nothing from elsewhere, nothing to elsewhere, no script and no style in the page itself; Swagger UI's style sheet has its
 * pictures in `data:` addresses. Whoever has a file asks whether it has changed.
 */
const headers = {
  'cache-control': 'no-cache',
  'content-security-policy':
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; " +
    "form-action 'none'; frame-ancestors 'none'; base-uri 'none'",
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'x-robots-tag': 'noindex',
}

function serveOwn(app: FastifyInstance, { path, type, read }: ExplorerFile): void {
  app.get(base + path, async (request, reply) => {
    const { content, etag } = await read()
    reply.header('etag', etag)
    if (request.headers['if-none-match']?.includes(etag)) return reply.code(304).send()
    return reply.type(type).send(content)
  })
}

function serveSwaggerUi(app: FastifyInstance): void {
  app.register(fastifyStatic, { root: swaggerUi, serve: false, cacheControl: false })
  for (const name of ['swagger-ui-bundle.js', 'swagger-ui.css']) {
    app.get(`${base}/${name}`, (_request, reply) => reply.sendFile(name))
  }
}
