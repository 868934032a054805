import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { BillingBill, BillingBillDetail } from '@odnowa/sdk/generated/models/billing.generated.ts'
import { callMany } from '@odnowa/sdk/many.ts'
import { dateOf } from '../dates.ts'
import { downloadPdf } from '../download-pdf.ts'
import { amountText, decimalText } from '../output/amount.ts'
import type { Column } from '../output/column.ts'
import { type Fact, formatOf, showFacts, showJson, showPart } from '../output/show.ts'
import { refusal } from '../refusal.ts'
import type { Session } from '../session.ts'
import { perform, type Register, withOutput } from '../verb.ts'

interface Options {
  readonly pdf?: string
  readonly force?: boolean
  readonly links?: boolean
}

export const registerBill: Register = (program, terminal) => {
  withOutput(
    program
      .command('bill')
      .summary('tell everything about one bill, or save its PDF')
      .description('Tell everything about one bill, or save its PDF.')
      .argument('<bill>', 'its number, such as B2026-000001'),
  )
    .option('--pdf <file>', 'save its PDF there; - for standard output')
    .option('--force', 'write over a file that is there')
    .option('--links', 'its links and password too: they open it without a login')
    .action(perform(terminal, work))
}

async function work(session: Session, [billId = '']: readonly string[], options: Options): Promise<void> {
  const { client } = session
  if (!/\w/.test(billId)) throw refusal('usage', `"${billId}" is no bill: write its number, such as B2026-000001`)
  const bill = await client.call('GET /me/bill/{billId}', { params: { billId } })
  if (options.pdf !== undefined) return savePdf(session, bill, options.pdf, options.force ?? false)
  const lines = await readLines(session, billId)
  const { links = false } = options
  if (formatOf(session) === 'json') return showJson(session, { ...bill, details: lines }, { withSecrets: links })
  showFacts(session, factsOf(bill, links))
  showPart(session, 'Lines', lineColumns, lines)
}

async function readLines({ client }: Session, billId: string): Promise<readonly BillingBillDetail[]> {
  const ids = await client.call('GET /me/bill/{billId}/details', { params: { billId } })
  const lines: BillingBillDetail[] = []
  for await (const answer of callMany(client, 'GET /me/bill/{billId}/details/{billDetailId}', {
    params: { billId },
    ids,
  })) {
    if ('error' in answer) throw answer.error
    lines.push(answer.value)
  }
  return lines
}

async function savePdf({ terminal, tell }: Session, { billId, pdfUrl }: BillingBill, file: string, force: boolean) {
  if (file === '-' && terminal.outIsTerminal) {
    throw refusal('usage', 'a PDF is nothing for a terminal: redirect it, or name a file')
  }
  const pdf = await downloadPdf(terminal, `bill ${billId}`, pdfUrl)
  if (file === '-') return terminal.out(pdf)
  const path = file.startsWith('/') ? file : join(terminal.folder, file)
  try {
    writeFileSync(path, pdf, { flag: force ? 'w' : 'wx' })
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    if (code === 'EEXIST') throw refusal('refused', `${file} is there already: --force writes over it`)
    throw refusal('refused', `${file} cannot be written (${code})`)
  }
  tell(`bill ${billId} is saved as ${file}`)
}

function factsOf(bill: BillingBill, links: boolean): readonly Fact[] {
  return [
    ['Bill', bill.billId],
    ['Date', dateOf(bill.date)],
    ['Category', bill.category],
    ['Order', bill.orderId],
    ['Without tax', bill.priceWithoutTax],
    ['Tax', bill.tax],
    ['Total', bill.priceWithTax],
    ...(links
      ? ([
          ['Link', bill.url],
          ['PDF', bill.pdfUrl],
        ] as const)
      : []),
  ]
}

const lineColumns: readonly Column<BillingBillDetail>[] = [
  { title: 'Service', text: ({ domain }) => domain, cut: true },
  { title: 'Description', text: ({ description }) => description, cut: true },
  { title: 'From', text: ({ periodStart }) => periodStart ?? '' },
  { title: 'To', text: ({ periodEnd }) => periodEnd ?? '' },
  { title: 'Quantity', text: ({ quantity }) => quantity, align: 'right' },
  {
    title: 'Price',
    text: (line) => amountText(line.totalPrice),
    plain: (line) => decimalText(line.totalPrice),
    align: 'right',
  },
]
