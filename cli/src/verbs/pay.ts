import { confirm } from '../confirm.ts'
import { readNumber } from '../number-word.ts'
import { chooseMeans, freeMeans } from '../orders/choose-means.ts'
import { payOrder } from '../orders/pay-order.ts'
import { defaultWaitSeconds, parseSeconds } from '../orders/wait-option.ts'
import { amountText, ucentsOf } from '../output/amount.ts'
import { formatOf, showFacts, showJson } from '../output/show.ts'
import { refusal } from '../refusal.ts'
import type { Session } from '../session.ts'
import { perform, type Register, withOutput } from '../verb.ts'

interface Options {
  readonly means?: string
  readonly yes?: boolean
  readonly wait: string
}

export const registerPay: Register = (program, terminal) => {
  withOutput(
    program
      .command('pay')
      .summary('pay an order')
      .description('Pay an order, and wait until it is delivered.')
      .argument('<order>', 'its number'),
  )
    .option('--means <means>', "a means' number, or balance (the prepaid account); without it, the default means")
    .option('--yes', 'do not ask before money moves')
    .option('--wait <seconds>', 'how long to wait for a payment that is not settled at once', defaultWaitSeconds)
    .action(perform(terminal, work))
}

async function work(session: Session, [word = '']: readonly string[], options: Options): Promise<void> {
  const { client, tell } = session
  const params = { orderId: readNumber('order', word) }
  const waitSeconds = parseSeconds('--wait', options.wait)
  const order = await client.call('GET /me/order/{orderId}', { params })
  const status = await client.call('GET /me/order/{orderId}/status', { params })
  if (status !== 'notPaid') throw notPayable(params.orderId, status)
  const { priceWithTax } = order
  const means = ucentsOf(priceWithTax) <= 0n ? freeMeans : await chooseMeans(client, options.means ?? null)
  await confirm(session, `Pay ${amountText(priceWithTax)} with ${means.name}?`, options.yes)
  await payOrder(session, params.orderId, means, waitSeconds)
  if (formatOf(session) === 'json') return showJson(session, { ...order, status: 'delivered' })
  if (formatOf(session) !== 'table')
    return showFacts(session, [
      ['Order', params.orderId],
      ['Status', 'delivered'],
    ])
  tell(`order ${params.orderId} is paid with ${means.name} and delivered`)
}

function notPayable(orderId: number, status: string): Error {
  const why: Readonly<Record<string, string>> = {
    delivered: 'is paid and delivered already',
    cancelled: 'was cancelled; order the renewal again',
  }
  return refusal('refused', `order ${orderId} ${why[status] ?? `is ${status} and takes no payment now`}`)
}
