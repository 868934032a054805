import { type OrderPage, readOrderPage } from '../../actions/ordering/read-order-page.ts'
import { orderSheet } from '../../documents/order-sheet.ts'
import type { OrderId } from '../../identity/identity.ts'
import { wireContext } from '../context.ts'
import { sendPage } from '../page.ts'
import type { PlainRoutes, ServerSetup } from '../setup.ts'
import { openPage, sheetNotFound } from './open-page.ts'
import { orderPageOf } from './order-page-view.ts'
import { answerPayForm } from './pay-form.ts'
import { sendPdf } from './send-pdf.ts'

/**
 * `GET /order?orderId=&orderPassword=` and `/order.pdf`: an order for who has its link (rule O6); `POST /order` with the same
 * parameters: its holder logs in and pays.
 */
export const orderPageRoutes: PlainRoutes = (app, setup) => {
  const read = (query: unknown) => named(setup, query as Readonly<Record<string, unknown>>)
  app.get('/order', (request, reply) =>
    openPage(
      { setup, request, reply },
      sheetNotFound('order'),
      () => read(request.query),
      async (page) => sendPage(reply, 200, orderPageOf(wireContext(setup.parts), page)),
    ),
  )
  app.get('/order.pdf', (request, reply) =>
    openPage(
      { setup, request, reply },
      sheetNotFound('order'),
      () => read(request.query),
      (page) => sendPdf(reply, orderSheet(page, setup.parts.zone)),
    ),
  )
  app.post('/order', (request, reply) =>
    openPage(
      { setup, request, reply },
      sheetNotFound('order'),
      () => read(request.query),
      (page) => answerPayForm({ setup, request, reply }, page),
    ),
  )
}

async function named({ parts }: ServerSetup, query: Readonly<Record<string, unknown>>): Promise<OrderPage | null> {
  const { orderId, orderPassword } = query
  if (typeof orderId !== 'string' || !/^\d{1,15}$/.test(orderId) || typeof orderPassword !== 'string') return null
  return readOrderPage(parts, { orderId: Number(orderId) as OrderId, password: orderPassword })
}
