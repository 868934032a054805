import type { FastifyReply } from 'fastify'
import { logIn } from '../../actions/accounts/log-in.ts'
import { type OrderPage, readOrderPage } from '../../actions/ordering/read-order-page.ts'
import { readWaysToPay } from '../../actions/paying/read-ways-to-pay.ts'
import { realClock } from '../../calendar/calendar.ts'
import { readerOf } from '../../documents/reader.ts'
import { attemptLimitOf } from '../attempt-limit.ts'
import { wireContext } from '../context.ts'
import { formBody } from '../form-body.ts'
import { sendPage } from '../page.ts'
import { orderLinks } from '../wire/order-links.ts'
import type { Visit } from './open-page.ts'
import { orderPageOf } from './order-page-view.ts'
import { pageWordsOf } from './page-dictionary.ts'
import type { PayRefusal } from './page-words.ts'
import { type Outcome, payOnce, refusalText } from './pay-once.ts'
import { chooseSection, logInSection } from './pay-section.ts'
import { newPayToken, openPayToken } from './pay-token.ts'
import { pathOf } from './sheet-links.ts'

/**
 * Answers a form of an order's page: the one to log in shows the means that can pay, the one to choose among them pays. The
 * second carries a sealed token instead of a cookie, so that no other site can send it, and sent again it does not pay again.
 */
export async function answerPayForm(visit: Visit, page: OrderPage): Promise<FastifyReply> {
  const fields = formBody(visit.request)
  const token = fields.get('token')
  return token === undefined ? answerLogIn(visit, page, fields) : answerChoice(visit, page, token, fields.get('means'))
}

async function answerLogIn(visit: Visit, page: OrderPage, fields: ReadonlyMap<string, string>): Promise<FastifyReply> {
  const { setup, request } = visit
  if (page.status !== 'notPaid') return toOrder(visit, page)
  const nichandle = (fields.get('nichandle') ?? '').trim().toLowerCase()
  const takeBack = attemptLimitOf(setup.parts)(request.ip, realClock.now())
  const accountId = await logIn(setup.parts, { nichandle, password: fields.get('password') ?? '' })
  if (accountId === null) return askToLogIn(visit, page, nichandle, 'wrongLogin')
  takeBack()
  if (accountId !== page.order.accountId) return askToLogIn(visit, page, nichandle, 'otherAccount')
  return askToChoose(visit, page, 200, null)
}

async function answerChoice(
  visit: Visit,
  page: OrderPage,
  text: string,
  means: string | undefined,
): Promise<FastifyReply> {
  const { parts } = visit.setup
  const { order } = page
  const token = openPayToken(parts.seal, text, order.id, realClock.now())
  if (token === null || token.accountId !== order.accountId) return askToLogIn(visit, page, '', 'formTooOld')
  const outcome = await payOnce(parts, token, means)
  const after = (await readOrderPage(parts, { orderId: order.id, password: order.password })) ?? page
  // whoever pressed the button twice, or paid elsewhere meanwhile, sees what became of the order
  if (outcome.refusal === null || ['checking', 'delivering', 'delivered'].includes(after.status))
    return toOrder(visit, page)
  if (after.status === 'notPaid') return askToChoose(visit, after, outcome.status, outcome)
  const notice = refusalText(outcome, readerOf(after.customer.language).language)
  return sendPage(visit.reply, outcome.status, orderPageOf(wireContext(parts), after, { notice }))
}

/** What was paid is shown by the order's own page: to load that again pays nothing. */
function toOrder({ setup, reply }: Visit, { order }: OrderPage): FastifyReply {
  const { url } = orderLinks(wireContext(setup.parts), order)
  return reply.headers({ 'cache-control': 'no-store', 'referrer-policy': 'no-referrer' }).redirect(pathOf(url), 303)
}

function askToLogIn(visit: Visit, page: OrderPage, nichandle: string, refusal: PayRefusal): FastifyReply {
  const { order, customer } = page
  const context = wireContext(visit.setup.parts)
  const error = pageWordsOf[readerOf(customer.language).language].refusals[refusal]
  const pay = logInSection({ context, order, language: customer.language }, { nichandle, error })
  return sendPage(visit.reply, 403, orderPageOf(context, page, { pay }))
}

async function askToChoose(
  { setup, reply }: Visit,
  page: OrderPage,
  status: number,
  outcome: Outcome | null,
): Promise<FastifyReply> {
  const { parts } = setup
  const { order, customer } = page
  const { id: orderId, accountId } = order
  const context = wireContext(parts)
  const ways = await readWaysToPay(parts, { accountId, orderId })
  const token = newPayToken(parts.seal, { orderId, accountId }, realClock.now())
  const error = outcome && refusalText(outcome, readerOf(customer.language).language)
  const pay = chooseSection({ context, order, language: customer.language }, { ways, token, error })
  return sendPage(reply, status, orderPageOf(context, page, { pay }))
}
