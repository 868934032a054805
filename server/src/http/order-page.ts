import type { FastifyReply, FastifyRequest } from 'fastify'
import { readOrderPage } from '../actions/read-order-page.ts'
import { realClock } from '../calendar/calendar.ts'
import type { OrderId } from '../identity/identity.ts'
import { Problem } from '../problem/problem.ts'
import { attemptLimitOf } from './attempt-limit.ts'
import { wireContext } from './context.ts'
import { html } from './html.ts'
import { orderPageOf } from './order-page-body.ts'
import { wordsAccepted } from './order-page-words.ts'
import { sendPage } from './page.ts'
import type { PlainRoutes, ServerSetup } from './setup.ts'

/**
 * `GET /order?orderId=&orderPassword=`: an order's page for who has its link (rule O6). Wrong numbers and passwords are the same
 * 404, and counted: 10 a minute an address.
 */
export const orderPageRoutes: PlainRoutes = (app, setup) => {
  app.get('/order', (request, reply) => answer(setup, request, reply))
}

async function answer(setup: ServerSetup, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  const spoken = wordsAccepted(request.headers['accept-language'])
  const { words, language } = spoken
  try {
    const right = attemptLimitOf(setup)(request.ip, realClock.now())
    const page = await named(setup, request.query as Record<string, unknown>)
    if (page === null) return message(reply, 404, words.notFound, words.notFoundText, language)
    right()
    return sendPage(reply, 200, orderPageOf(wireContext(setup.parts), page))
  } catch (error) {
    if (!(error instanceof Problem && error.code === 'TOO_MANY_REQUESTS')) throw error
    reply.header('retry-after', error.details.retryAfter)
    return message(reply, error.status, words.tooMany, words.tooManyText, language)
  }
}

async function named(setup: ServerSetup, query: Readonly<Record<string, unknown>>) {
  const { orderId, orderPassword } = query
  if (typeof orderId !== 'string' || !/^\d{1,15}$/.test(orderId) || typeof orderPassword !== 'string') return null
  return readOrderPage(setup.parts, { orderId: Number(orderId) as OrderId, password: orderPassword })
}

function message(reply: FastifyReply, status: number, title: string, text: string, language: string): FastifyReply {
  const body = html`<div class="card"><h1>${title}</h1><p>${text}</p></div>`
  return sendPage(reply, status, { title, body, language })
}
