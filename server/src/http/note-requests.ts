import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { ServerSetup } from './setup.ts'

/** Requests that no route answers, whatever they asked for. */
const nowhere = 'none'

/**
 * Tells the meter of each request that was answered: under the operation's key or the route's template, never under the address that
 * was called.
 */
export function noteRequests(app: FastifyInstance, { metrics }: ServerSetup): void {
  const operationOf = namer()
  app.addHook('onResponse', (request, reply, done) => {
    metrics?.requests.answered(operationOf(request), reply.statusCode, reply.elapsedTime / 1000)
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
