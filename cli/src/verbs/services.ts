import { addPeriod, daysBetween, daysText, localDate } from '../dates.ts'
import { amountText, decimalText, sumText } from '../output/amount.ts'
import type { Column } from '../output/column.ts'
import { startProgress } from '../output/progress.ts'
import { formatOf, showList } from '../output/show.ts'
import { refusal } from '../refusal.ts'
import { listAllServices } from '../services/read-services.ts'
import { expirationOf, productOf, renewalOf, type Service, stateOf } from '../services/service.ts'
import type { Session } from '../session.ts'
import { perform, type Register, withOutput } from '../verb.ts'

interface Options {
  readonly expiringWithin?: string
  readonly mode?: string
  readonly state?: string
  readonly product?: string
  readonly name?: string
  readonly sort: string
}

/** A service and the days that it has left; null for those that never end. */
interface Row {
  readonly service: Service
  readonly expiration: string | null
  readonly daysLeft: number | null
}

export const registerServices: Register = (program, terminal) => {
  withOutput(
    program
      .command('services')
      .summary('list services: what they are, until when they run, how they renew')
      .description(
        'List services: what they are, until when they run, how they renew and what that costs without tax.',
      ),
  )
    .option('--expiring-within <period>', 'only those that end within a period from today (P30D, P3M), ended ones too')
    .option('--mode <mode>', 'only those that renew so: automatic, manual')
    .option('--state <state>', 'only those in a state: active, ending, unpaid, suspended, expired')
    .option('--product <product>', 'only those of a product, such as vps, domain or hosting/web')
    .option('--name <text>', 'only those whose name contains a text')
    .option('--sort <column>', `by ${Object.keys(orders).join(', ')}`, 'expires')
    .action(perform(terminal, work))
}

async function work(session: Session, _words: readonly string[], options: Options): Promise<void> {
  checkOptions(options)
  const progress = startProgress(session.terminal, 'services')
  const services = await listAllServices(session.client, progress.report).finally(progress.end)
  const now = await session.businessTime()
  const rows = services
    .map((service) => rowOf(service, now))
    .filter((row) => isWanted(row, options, now))
    .sort(
      (left, right) =>
        (orders[options.sort] ?? byExpiration)(left, right) || left.service.serviceId - right.service.serviceId,
    )
  const objects = rows.map(({ service }) => service)
  showList(session, columns, rows, {
    objects,
    none: services.length === 0 ? 'there are no services' : 'none of the services is like that',
  })
  if (formatOf(session) === 'table' && rows.length > 1) session.tell(sumLine(objects))
}

/** What the list comes to. A service that ends, or is bought once, renews no more. */
function sumLine(services: readonly Service[]): string {
  const prices = services.flatMap((service) => {
    const { pricing, renew } = service.billing
    const renews = stateOf(service) !== 'ending' && (renew?.current.mode || service.parentServiceId !== null)
    return renews && pricing ? [pricing.price] : []
  })
  const sum = prices.length > 0 ? `; their next renewals come to ${sumText(prices)} without tax` : ''
  return `${services.length} services${sum}`
}

type Order = (left: Row, right: Row) => number
const byExpiration: Order = (left, right) => (left.expiration ?? '9999').localeCompare(right.expiration ?? '9999')
const orders: Readonly<Record<string, Order>> = {
  expires: byExpiration,
  id: () => 0,
  name: (left, right) => left.service.resource.name.localeCompare(right.service.resource.name),
  product: (left, right) => productOf(left.service).localeCompare(productOf(right.service)),
}

const states = ['active', 'ending', 'unpaid', 'suspended', 'expired']

/** Before anything is asked of the server. @throws usage naming the flag and what it takes */
function checkOptions({ sort, mode, state, expiringWithin }: Options): void {
  oneOf('--sort', sort, Object.keys(orders))
  oneOf('--mode', mode, ['automatic', 'manual'])
  oneOf('--state', state, states)
  if (expiringWithin !== undefined) addPeriod('2026-01-01', expiringWithin)
}

function oneOf(flag: string, value: string | undefined, possible: readonly string[]): void {
  if (value !== undefined && !possible.includes(value)) {
    throw refusal('usage', `${flag} ${value}: possible are ${possible.join(', ')}`)
  }
}

function rowOf(service: Service, now: number): Row {
  const expiration = expirationOf(service)
  const { expirationDate } = service.billing
  const daysLeft =
    expiration === null || expirationDate === null ? null : daysBetween(localDate(now, expirationDate), expiration)
  return { service, expiration, daysLeft }
}

function isWanted({ service, expiration }: Row, options: Options, now: number): boolean {
  const { expiringWithin, mode, state, product, name } = options
  if (mode !== undefined && service.billing.renew?.current.mode !== mode) return false
  if (state !== undefined && stateOf(service) !== state) return false
  if (product !== undefined && productOf(service) !== product) return false
  if (name !== undefined && !service.resource.name.toLowerCase().includes(name.toLowerCase())) return false
  if (expiringWithin === undefined) return true
  const { expirationDate } = service.billing
  if (expiration === null || expirationDate === null) return false
  return expiration <= addPeriod(localDate(now, expirationDate), expiringWithin)
}

/** Days left under which an expiration stands out. */
const soonDays = 7

const columns: readonly Column<Row>[] = [
  { title: 'Id', text: ({ service }) => String(service.serviceId), align: 'right' },
  { title: 'Product', text: ({ service }) => productOf(service), cut: true, narrow: 'drop' },
  { title: 'Name', text: ({ service }) => service.resource.name, cut: true },
  {
    title: 'State',
    text: ({ service }) => stateOf(service),
    style: ({ service }) => (stateOf(service) === 'active' ? null : 'red'),
  },
  {
    title: 'Expires',
    text: ({ expiration, daysLeft }) =>
      expiration === null || daysLeft === null ? 'never' : `${expiration}, ${daysText(daysLeft)}`,
    plain: ({ expiration }) => expiration ?? '',
    narrow: 'plain',
    style: ({ daysLeft }) => (daysLeft !== null && daysLeft <= soonDays ? 'yellow' : null),
  },
  { title: 'Renews', text: ({ service }) => renewalOf(service) },
  {
    title: 'Next price',
    text: ({ service }) => (service.billing.pricing ? amountText(service.billing.pricing.price) : ''),
    plain: ({ service }) => (service.billing.pricing ? decimalText(service.billing.pricing.price) : ''),
    align: 'right',
  },
  { title: 'Currency', text: ({ service }) => service.billing.pricing?.price.currencyCode ?? '', programsOnly: true },
]
