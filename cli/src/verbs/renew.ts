import { randomUUID } from 'node:crypto'
import { confirm } from '../confirm.ts'
import { parsePeriod } from '../dates.ts'
import { chooseMeans, freeMeans, type Means } from '../orders/choose-means.ts'
import { payOrder } from '../orders/pay-order.ts'
import { defaultWaitSeconds, parseSeconds } from '../orders/wait-option.ts'
import { amountText, sumText, ucentsOf } from '../output/amount.ts'
import { formatOf, showJson, showList } from '../output/show.ts'
import { refusal } from '../refusal.ts'
import { type Plan, planRenewals } from '../renewal/plan-renewals.ts'
import { type Outcome, outcomeColumns, outcomeObject, outcomeRows, showPlans } from '../renewal/show-plan.ts'
import { findServices } from '../services/find-service.ts'
import { readServices } from '../services/read-services.ts'
import { expirationOf, fullName } from '../services/service.ts'
import type { Session } from '../session.ts'
import { perform, type Register, several, withOutput } from '../verb.ts'

interface Options {
  readonly period?: string
  readonly with?: readonly string[]
  readonly options?: boolean
  readonly dryRun?: boolean
  /** true: with the default means. */
  readonly pay?: string | true
  readonly yes?: boolean
  readonly wait: string
  readonly idempotencyKey?: string
  readonly links?: boolean
}

export const registerRenew: Register = (program, terminal) => {
  withOutput(
    program
      .command('renew')
      .summary('order the renewal of services, and pay for it')
      .description(
        'Order the renewal of services, and pay for it with --pay. Without --pay nothing is paid: the order waits a day for `odnowa pay`. Services that the API renews together become one order, the others one each.',
      )
      .argument('[service...]', 'ids, names, or products and names (domain/example.ovh)'),
  )
    .option('--period <period>', 'for how long: P1M, P1Y ...; without it, as long as the service renews for')
    .option('--with <service>', 'renew this one along, in the same order; may be given several times', several)
    .option('--options', 'renew their options along')
    .option('--dry-run', 'tell what it would cost, and order nothing')
    .option('--pay [means]', "pay at once: with the default means, a means' number, or balance (the prepaid account)")
    .option('--yes', 'do not ask before money moves')
    .option('--wait <seconds>', 'how long to wait for a payment that is not settled at once', defaultWaitSeconds)
    .option('--idempotency-key <key>', 'a repeat with this key orders nothing new; for scripts that try again')
    .option('--links', 'with --json: the links and passwords of the orders too')
    .action(perform(terminal, work))
}

async function work(session: Session, words: readonly string[], options: Options): Promise<void> {
  const given = wordsAndMeans(words, options.pay)
  if (given.words.length === 0) throw refusal('usage', 'say which service to renew: `odnowa services` lists them')
  if (options.period !== undefined) parsePeriod(options.period)
  const waitSeconds = parseSeconds('--wait', options.wait)
  const [targets, together] = await Promise.all([
    findServices(session.client, given.words),
    findServices(session.client, options.with ?? []),
  ])
  const wish = { targets, together, withOptions: options.options ?? false, period: options.period ?? null }
  const plans = await planRenewals(session.client, wish)
  showPlans(session, plans)
  if (options.dryRun) return showOutcomes(session, plans.map(dryRunOutcome), options)
  if (given.means === undefined) return showOutcomes(session, await orderAll(session, plans, null, options), options)
  const means = await agreedMeans(session, plans, given.means, options)
  showOutcomes(session, await orderAll(session, plans, { means, waitSeconds }, options), options)
}

/** `--pay example.ovh` is a service behind a flag without a value: means are numbers, or words of their own. */
function wordsAndMeans(words: readonly string[], pay: Options['pay']) {
  if (pay === undefined) return { words, means: undefined }
  if (pay === true) return { words, means: null }
  return /^(\d+|balance|ovhAccount)$/.test(pay) ? { words, means: pay } : { words: [...words, pay], means: null }
}

async function agreedMeans(session: Session, plans: readonly Plan[], wanted: string | null, { yes }: Options) {
  const prices = plans.map(({ dryRun }) => dryRun.priceWithTax)
  const means = prices.every((price) => ucentsOf(price) <= 0n) ? freeMeans : await chooseMeans(session.client, wanted)
  const orders = plans.length > 1 ? `${plans.length} orders of ${sumText(prices)} in all` : sumText(prices)
  await confirm(session, `Order and pay ${orders} with ${means.name}?`, yes)
  return means
}

interface Payment {
  readonly means: Means
  readonly waitSeconds: number
}

/** Makes the orders one after the other, each paid before the next; what was done before an error is told with it. */
async function orderAll(
  session: Session,
  plans: readonly Plan[],
  payment: Payment | null,
  options: Options,
): Promise<readonly Outcome[]> {
  const outcomes: Outcome[] = []
  const key = options.idempotencyKey ?? `odnowa-renew-${randomUUID()}`
  try {
    for (const plan of plans)
      outcomes.push(await orderOne(session, plan, payment, options, `${key}:${plan.asked.serviceId}`))
  } catch (error) {
    if (outcomes.length > 0) showOutcomes(session, outcomes, options)
    throw error
  }
  return outcomes
}

async function orderOne(
  session: Session,
  plan: Plan,
  payment: Payment | null,
  options: Options,
  idempotencyKey: string,
): Promise<Outcome> {
  const { client, tell } = session
  const services = plan.services.map(({ serviceId }) => serviceId)
  const order = await client.call('POST /service/{serviceId}/renew', {
    params: { serviceId: plan.asked.serviceId },
    body: { duration: plan.period, services, dryRun: false },
    idempotencyKey,
  })
  const { orderId } = order
  const paidBefore = options.idempotencyKey !== undefined && (await isDelivered(session, orderId))
  tell(paidBefore ? `order ${orderId} was made and paid before` : `order ${orderId} is made`)
  if (payment && !paidBefore) {
    refuseOtherPrice(plan, order)
    const means = ucentsOf(order.priceWithTax) <= 0n ? freeMeans : payment.means
    await payOrder(session, orderId, means, payment.waitSeconds)
    tell(`order ${orderId} is paid with ${means.name}`)
  }
  if (!payment && !paidBefore) return { plan, order, status: 'notPaid', after: plan.services }
  return { plan, order, status: 'delivered', after: await readServices(client, services) }
}

async function isDelivered({ client }: Session, orderId: number): Promise<boolean> {
  return (await client.call('GET /me/order/{orderId}/status', { params: { orderId } })) === 'delivered'
}

/** A price may change between the question and the order; nobody said yes to the new one. */
function refuseOtherPrice({ dryRun }: Plan, { orderId, priceWithTax }: Plan['dryRun']): void {
  if (ucentsOf(priceWithTax) === ucentsOf(dryRun.priceWithTax)) return
  const [told, now] = [amountText(dryRun.priceWithTax), amountText(priceWithTax)]
  throw refusal(
    'refused',
    `order ${orderId} came to ${now} instead of ${told}, so it was not paid: \`odnowa pay ${orderId}\` does`,
  )
}

function dryRunOutcome(plan: Plan): Outcome {
  return { plan, order: null, status: 'dryRun', after: plan.services }
}

function showOutcomes(session: Session, outcomes: readonly Outcome[], { links = false }: Options): void {
  const format = formatOf(session)
  if (format === 'json') showJson(session, outcomes.map(outcomeObject), { withSecrets: links })
  else if (format === 'table') tellOutcomes(session, outcomes)
  else showList(session, outcomeColumns, outcomes.flatMap(outcomeRows), { objects: [], none: '' })
}

function tellOutcomes({ terminal, tell }: Session, outcomes: readonly Outcome[]): void {
  if (outcomes.every(({ status }) => status === 'dryRun')) tell('nothing was ordered: this was a dry run')
  for (const { order, status, after } of outcomes) {
    if (status === 'notPaid') tell(`not paid yet: \`odnowa pay ${order?.orderId}\` does, within a day`)
    if (status !== 'delivered') continue
    for (const service of after) terminal.out(`${fullName(service)} runs until ${expirationOf(service) ?? 'ever'}\n`)
  }
}
