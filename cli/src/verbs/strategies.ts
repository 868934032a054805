import { monthsOf } from '../dates.ts'
import { amountText, decimalText, monthly, type Price } from '../output/amount.ts'
import type { Column } from '../output/column.ts'
import { showList } from '../output/show.ts'
import { cheapestOf, type Strategy } from '../services/choose-strategy.ts'
import { findService } from '../services/find-service.ts'
import type { Session } from '../session.ts'
import { perform, type Register, withOutput } from '../verb.ts'

interface Options {
  readonly options?: boolean
}

interface Row {
  readonly period: string
  readonly strategy: Strategy
  /** Its period is told once, in the first of its lines. */
  readonly first: boolean
  /** Among several of its period. */
  readonly cheapest: boolean
}

export const registerStrategies: Register = (program, terminal) => {
  withOutput(
    program
      .command('strategies')
      .summary('list how a service can be renewed: periods, what along with it, prices')
      .description(
        'List how a service can be renewed: for which periods, alone or with what is linked, and for how much without tax. A price is that of all the services of its line together.',
      )
      .argument('<service>', 'its id, its name, or its product and name (domain/example.ovh)'),
  )
    .option('--options', 'the combinations with options too')
    .action(perform(terminal, work))
}

async function work(session: Session, [word = '']: readonly string[], { options = false }: Options): Promise<void> {
  const { serviceId, resource } = await findService(session.client, word)
  const descriptions = await session.client.call('GET /service/{serviceId}/renew', {
    params: { serviceId },
    query: { includeOptions: options },
  })
  const rows = descriptions.flatMap(({ renewPeriod, strategies }) => {
    const cheapest = strategies.length > 1 ? cheapestOf(strategies) : null
    return strategies.map((strategy, index) => ({
      ...{ period: renewPeriod, strategy, first: index === 0 },
      cheapest: strategy === cheapest,
    }))
  })
  showList(session, columns, rows, {
    objects: descriptions,
    none: `${resource.name} cannot be renewed: no period is sold`,
  })
}

const columns: readonly Column<Row>[] = [
  { title: 'Period', text: ({ period, first }) => (first ? period : ''), plain: ({ period }) => period },
  {
    title: 'Price',
    text: ({ strategy }) => amountText(strategy.price),
    plain: ({ strategy }) => decimalText(strategy.price),
    align: 'right',
    style: ({ cheapest }) => (cheapest ? 'green' : null),
  },
  { title: 'Currency', text: ({ strategy }) => strategy.price.currencyCode, programsOnly: true },
  {
    title: 'A month',
    text: (row) => textOf(monthlyOf(row), amountText),
    plain: (row) => textOf(monthlyOf(row), decimalText),
    align: 'right',
  },
  { title: 'Cheapest', text: ({ cheapest }) => (cheapest ? '*' : ''), plain: ({ cheapest }) => String(cheapest) },
  { title: 'Services', text: ({ strategy }) => strategy.services.join('+') },
  {
    title: 'Names',
    text: ({ strategy }) =>
      strategy.servicesDetails.map(({ serviceName, serviceType }) => `${serviceName} (${serviceType})`).join(' + '),
    cut: true,
  },
]

/** Null where it would say the price again, or where the period is no number of months. */
function monthlyOf({ period, strategy }: Row): Price | null {
  const months = monthsOf(period)
  return months === null || months === 1 ? null : monthly(strategy.price, months)
}

function textOf(price: Price | null, write: (price: Price) => string): string {
  return price === null ? '' : write(price)
}
