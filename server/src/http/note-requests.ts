import type { FastifyInstance, FastifyRequest } from 'fastify'
import { inLogContext } from '../actions/log-context.ts'
import type { ServerSetup } from './setup.ts'

/** Requests that no route answers, whatever they asked for. */
const nowhere = 'none'

/** Asked every few seconds by machines: a line for each would hide the others. */
const unlogged: ReadonlySet<string> = new Set(['GET /health', 'GET /metrics'])

/**
 * Tells the log and the meter of each request that was answered: under the operation's key or the route's template, never under the
 * address that was called, which may hold a password. What is logged for a request names its query id.
 */
export function noteRequests(app: FastifyInstance, { metrics, parts: { log } }: ServerSetup): void {
  const operationOf = namer()
  app.addHook('onRequest', (request, _reply, done) => inLogContext({ queryId: request.id }, done))
  app.addHook('onResponse', (request, reply, done) => {
    const operation = operationOf(request)
    const { statusCode: status, elapsedTime } = reply
    metrics?.requests.answered(operation, status, elapsedTime / 1000)
    if (status >= 400 || !unlogged.has(operation)) {
      log.info({ queryId: request.id, operation, status, milliseconds: Math.round(elapsedTime * 10) / 10 }, 'answered')
    }
    done()
  })
}

/** `GET /service/{serviceId}/renew` of `/1.0/service/:serviceId/renew`; each is made once. */
function namer(): (request: FastifyRequest) => string {
  const names = new Map<string, string>()
  return ({ method, routeOptions: { url } }) => {
    if (url === undefined) return nowhere
    const route = `${method} ${url}`
    let name = names.get(route)
    if (name === undefined) {
      name = route.replace(/ \/(1\.0|v1)\//, ' /').replace(/:([A-Za-z0-9_]+)/g, '{$1}')
      names.set(route, name)
    }
    return name
  }
}
