import { NotFoundError } from '@odnowa/sdk/errors.ts'
import type {
  BillingOrder,
  BillingOrderDetail,
  BillingOrderFollowUpHistory,
} from '@odnowa/sdk/generated/models/billing.generated.ts'
import { callMany } from '@odnowa/sdk/many.ts'
import { readNumber } from '../number-word.ts'
import type { OrderStatus } from '../orders/pay-order.ts'
import { amountText, decimalText } from '../output/amount.ts'
import type { Column } from '../output/column.ts'
import { type Fact, formatOf, showFacts, showJson, showPart } from '../output/show.ts'
import type { Session } from '../session.ts'
import { perform, type Register, withOutput } from '../verb.ts'

interface Options {
  readonly links?: boolean
}

export const registerOrder: Register = (program, terminal) => {
  withOutput(
    program
      .command('order')
      .summary('tell everything about one order')
      .description('Tell everything about one order: its lines, its status, what happened to it, its bill.')
      .argument('<order>', 'its number'),
  )
    .option('--links', 'its links and password too: they open it without a login')
    .action(perform(terminal, work))
}

async function work(session: Session, [word = '']: readonly string[], { links = false }: Options): Promise<void> {
  const orderId = readNumber('order', word)
  const { order, status, details, followUp, associatedObject, payment } = await readOrder(session, orderId)
  if (formatOf(session) === 'json') {
    const all = { ...order, status, details, followUp, associatedObject, payment }
    return showJson(session, all, { withSecrets: links })
  }
  showFacts(session, [
    ...factsOf(order, status),
    ['Document', associatedObject?.id ? `${associatedObject.type} ${associatedObject.id}` : null],
    ['Paid', payment && paidText(payment)],
    ...linksOf(order, links),
  ])
  const history = followUp.flatMap((step) => step.history)
  showPart(session, 'Lines', lineColumns, details)
  showPart(session, 'What happened', historyColumns, history)
}

/** An order with all that the API has beneath it; null where it has none. */
async function readOrder(session: Session, orderId: number) {
  const { client } = session
  const params = { orderId }
  const order = await client.call('GET /me/order/{orderId}', { params })
  const [status, details, followUp, associatedObject, payment] = await Promise.all([
    client.call('GET /me/order/{orderId}/status', { params }),
    readLines(session, orderId),
    client.call('GET /me/order/{orderId}/followUp', { params }),
    client.call('GET /me/order/{orderId}/associatedObject', { params }).catch(nullIfNotFound),
    client.call('GET /me/order/{orderId}/payment', { params }).catch(nullIfNotFound),
  ])
  return { order, status, details, followUp, associatedObject, payment }
}

async function readLines({ client }: Session, orderId: number): Promise<readonly BillingOrderDetail[]> {
  const ids = await client.call('GET /me/order/{orderId}/details', { params: { orderId } })
  const lines: BillingOrderDetail[] = []
  for await (const answer of callMany(client, 'GET /me/order/{orderId}/details/{orderDetailId}', {
    params: { orderId },
    ids,
  })) {
    if ('error' in answer) throw answer.error
    lines.push(answer.value)
  }
  return lines
}

/** An order without a payment or a document answers 404 for it. */
function nullIfNotFound(error: unknown): null {
  if (error instanceof NotFoundError) return null
  throw error
}

function paidText({
  paymentType,
  paymentDate,
}: {
  readonly paymentType: string
  readonly paymentDate: string
}): string {
  return `${momentText(paymentDate)} with ${paymentType}`
}

function factsOf(order: BillingOrder, status: OrderStatus): readonly Fact[] {
  return [
    ['Order', order.orderId],
    ['Status', status],
    ['Date', order.date && momentText(order.date)],
    ['Pay until', status === 'notPaid' && order.expirationDate ? momentText(order.expirationDate) : null],
    ['Without tax', order.priceWithoutTax],
    ['Tax', order.tax],
    ['Total', order.priceWithTax],
  ]
}

function linksOf({ url, pdfUrl }: BillingOrder, links: boolean): readonly Fact[] {
  return links
    ? [
        ['Link', url],
        ['PDF', pdfUrl],
      ]
    : []
}

/** `2026-11-25 13:00`, as the provider's clock had it. */
function momentText(datetime: string): string {
  return datetime.slice(0, 16).replace('T', ' ')
}

const lineColumns: readonly Column<BillingOrderDetail>[] = [
  { title: 'Service', text: ({ domain }) => domain, cut: true },
  { title: 'Description', text: ({ description }) => description, cut: true },
  { title: 'Quantity', text: ({ quantity }) => quantity, align: 'right' },
  {
    title: 'Price',
    text: ({ totalPrice }) => amountText(totalPrice),
    plain: ({ totalPrice }) => decimalText(totalPrice),
    align: 'right',
  },
]

const historyColumns: readonly Column<BillingOrderFollowUpHistory>[] = [
  { title: 'When', text: ({ date }) => momentText(date) },
  { title: 'What', text: ({ description }) => description },
]
