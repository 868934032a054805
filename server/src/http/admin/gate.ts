import type { FastifyInstance, FastifyRequest } from 'fastify'
import { authenticateOperator } from '../../actions/operating/authenticate-operator.ts'
import { realClock } from '../../calendar/calendar.ts'
import type { Operator } from '../../operators/token.ts'
import { Problem } from '../../problem/problem.ts'
import { rateLimit } from '../rate-limit.ts'
import type { ServerSetup } from '../setup.ts'
import { type AdminRoute, adminCall } from './route.ts'

/**
 * Wrong tokens that one address may send in a minute. Guessing 256 random bits is hopeless at any rate; this is for an operator
 * who chose a poor token himself.
 */
const wrongTokensPerMinute = 100

/** Mounts routes behind the admin token. A request without a right one is refused before its body is read. */
export function mountBehindGate(
  app: FastifyInstance,
  setup: ServerSetup,
  mount: (inside: FastifyInstance, operatorOf: (request: FastifyRequest) => Operator) => void,
): void {
  const operators = new WeakMap<FastifyRequest, Operator>()
  const countWrong = rateLimit(wrongTokensPerMinute)
  app.register(async (inside) => {
    inside.addHook('onRequest', async (request) => {
      operators.set(request, await identify(request, setup, countWrong))
    })
    mount(inside, (request) => {
      const operator = operators.get(request)
      if (!operator) throw new Error('a request came past the gate without an operator')
      return operator
    })
  })
}

/** `operatorOf` is what `mountBehindGate` hands in: only behind its gate does a request have an operator. */
export function mountRoutes(
  app: FastifyInstance,
  setup: ServerSetup,
  routes: readonly AdminRoute[],
  operatorOf: (request: FastifyRequest) => Operator,
): void {
  for (const { method, url, handle } of routes) {
    app.route({
      method,
      url,
      handler: async (request, reply) => {
        const answer = await handle(adminCall(request, setup, operatorOf(request)))
        return reply.type('application/json; charset=utf-8').send(JSON.stringify(answer ?? null))
      },
    })
  }
}

async function identify(
  request: FastifyRequest,
  setup: ServerSetup,
  countWrong: ReturnType<typeof rateLimit>,
): Promise<Operator> {
  const token = /^Bearer +([^\s]+) *$/i.exec(request.headers.authorization ?? '')?.[1] ?? null
  try {
    return await authenticateOperator(setup.parts, { token, adminToken: setup.adminToken })
  } catch (error) {
    if (token !== null && error instanceof Problem) countWrong(request.ip, realClock.now())
    throw error
  }
}
