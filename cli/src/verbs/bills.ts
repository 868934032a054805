import type { BillingBill } from '@odnowa/sdk/generated/models/billing.generated.ts'
import { listObjects } from '@odnowa/sdk/many.ts'
import { dateOf } from '../dates.ts'
import { readNumber } from '../number-word.ts'
import { amountText, decimalText } from '../output/amount.ts'
import type { Column } from '../output/column.ts'
import { startProgress } from '../output/progress.ts'
import { showList } from '../output/show.ts'
import { type Days, isWithin, parseLimit, roughRange } from '../period-options.ts'
import type { Session } from '../session.ts'
import { perform, type Register, withOutput } from '../verb.ts'

interface Options extends Days {
  readonly order?: string
  readonly limit?: string
}

export const registerBills: Register = (program, terminal) => {
  withOutput(
    program.command('bills').summary('list bills, the newest first').description('List bills, the newest first.'),
  )
    .option('--from <date>', 'only those of this day or later (YYYY-MM-DD)')
    .option('--to <date>', 'only those of this day or earlier')
    .option('--order <order>', 'only those of an order')
    .option('--limit <number>', 'only so many')
    .action(perform(terminal, work))
}

async function work(session: Session, _words: readonly string[], options: Options): Promise<void> {
  const limit = parseLimit(options.limit)
  const ofOrder = options.order === undefined ? {} : { orderId: readNumber('order', options.order) }
  const query = { ...roughRange(options), ...ofOrder }
  const progress = startProgress(session.terminal, 'bills')
  const found: BillingBill[] = []
  try {
    const { client } = session
    const reading = { query, onProgress: progress.report }
    for await (const bill of listObjects(client, 'GET /me/bill', 'GET /me/bill/{billId}', reading)) found.push(bill)
  } finally {
    progress.end()
  }
  const bills = found
    .filter(({ date }) => isWithin(date, options))
    .toSorted(
      (left, right) => Date.parse(right.date) - Date.parse(left.date) || right.billId.localeCompare(left.billId),
    )
    .slice(0, limit)
  showList(session, columns, bills, { objects: bills, none: 'there are no bills' })
}

const columns: readonly Column<BillingBill>[] = [
  { title: 'Bill', text: ({ billId }) => billId },
  { title: 'Date', text: ({ date }) => dateOf(date) },
  { title: 'Category', text: ({ category }) => category },
  { title: 'Order', text: ({ orderId }) => String(orderId), align: 'right' },
  {
    title: 'Without tax',
    text: (bill) => amountText(bill.priceWithoutTax),
    plain: (bill) => decimalText(bill.priceWithoutTax),
    align: 'right',
  },
  {
    title: 'Tax',
    text: ({ tax }) => amountText(tax),
    plain: ({ tax }) => decimalText(tax),
    align: 'right',
    narrow: 'drop',
  },
  {
    title: 'Total',
    text: (bill) => amountText(bill.priceWithTax),
    plain: (bill) => decimalText(bill.priceWithTax),
    align: 'right',
  },
  { title: 'Currency', text: ({ priceWithTax }) => priceWithTax.currencyCode, programsOnly: true },
]
