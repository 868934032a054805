import { dateOf } from '../dates.ts'
import { type KnownOrder, readOrders } from '../orders/order-status.ts'
import { amountText, decimalText } from '../output/amount.ts'
import type { Column } from '../output/column.ts'
import { startProgress } from '../output/progress.ts'
import { showList } from '../output/show.ts'
import { type Days, isWithin, parseLimit, roughRange } from '../period-options.ts'
import type { Session } from '../session.ts'
import { perform, type Register, withOutput } from '../verb.ts'

interface Options extends Days {
  readonly limit?: string
}

export const registerOrders: Register = (program, terminal) => {
  withOutput(
    program.command('orders').summary('list orders, the newest first').description('List orders, the newest first.'),
  )
    .option('--from <date>', 'only those of this day or later (YYYY-MM-DD)')
    .option('--to <date>', 'only those of this day or earlier')
    .option('--limit <number>', 'only so many')
    .action(perform(terminal, work))
}

async function work(session: Session, _words: readonly string[], options: Options): Promise<void> {
  const limit = parseLimit(options.limit)
  const ids = await session.client.call('GET /me/order', { query: roughRange(options) })
  const newest = ids.toSorted((left, right) => right - left)
  const progress = startProgress(session.terminal, 'orders')
  // the filter is a little wide, so that the number is only certain once the dates are known
  const asked = options.from === undefined && options.to === undefined ? newest.slice(0, limit) : newest
  const read = await readOrders(session.client, asked, progress).finally(progress.end)
  const orders = read.filter(({ order }) => isWithin(order.date, options)).slice(0, limit)
  const objects = orders.map(({ order, status }) => ({ ...order, status }))
  showList(session, columns, orders, { objects, none: 'there are no orders' })
}

const columns: readonly Column<KnownOrder>[] = [
  { title: 'Order', text: ({ order }) => String(order.orderId), align: 'right' },
  { title: 'Date', text: ({ order }) => (order.date ? dateOf(order.date) : '') },
  {
    title: 'Status',
    text: ({ status }) => status,
    style: ({ status }) => (status === 'notPaid' ? 'yellow' : status === 'delivered' ? 'green' : null),
  },
  {
    title: 'Pay until',
    text: ({ order, status }) =>
      status === 'notPaid' && order.expirationDate ? order.expirationDate.slice(0, 16).replace('T', ' ') : '',
  },
  {
    title: 'Without tax',
    text: ({ order }) => amountText(order.priceWithoutTax),
    plain: ({ order }) => decimalText(order.priceWithoutTax),
    align: 'right',
  },
  {
    title: 'Tax',
    text: ({ order }) => amountText(order.tax),
    plain: ({ order }) => decimalText(order.tax),
    align: 'right',
  },
  {
    title: 'Total',
    text: ({ order }) => amountText(order.priceWithTax),
    plain: ({ order }) => decimalText(order.priceWithTax),
    align: 'right',
  },
  { title: 'Currency', text: ({ order }) => order.priceWithTax.currencyCode, programsOnly: true },
]
