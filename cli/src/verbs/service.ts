import { ApiError } from '@odnowa/sdk/errors.ts'
import { dateOf } from '../dates.ts'
import type { Column } from '../output/column.ts'
import { type Fact, formatOf, showFacts, showJson, showPart } from '../output/show.ts'
import { findService } from '../services/find-service.ts'
import { readServices } from '../services/read-services.ts'
import { expirationOf, fullName, productOf, renewalOf, type Service, stateOf } from '../services/service.ts'
import type { Session } from '../session.ts'
import { perform, type Register, withOutput } from '../verb.ts'

export const registerService: Register = (program, terminal) => {
  withOutput(
    program
      .command('service')
      .summary('tell everything about one service')
      .description(
        'Tell everything about one service: state, expiration, renewal, commitment, options, what it is linked with.',
      )
      .argument('<service>', 'its id, its name, or its product and name (domain/example.ovh)'),
  ).action(perform(terminal, work))
}

async function work(session: Session, [word = '']: readonly string[]): Promise<void> {
  const { client } = session
  const service = await findService(client, word)
  const params = { serviceId: service.serviceId }
  const [periods, options, linked] = await Promise.all([
    client.call('GET /services/{serviceId}/renewPeriodCapacities', { params }),
    client.call('GET /services/{serviceId}/options', { params }),
    linkedWith(session, service),
  ])
  if (formatOf(session) === 'json')
    return showJson(session, { ...service, renewPeriodCapacities: periods, options, linked })
  showFacts(session, factsOf(service, periods))
  showPart(session, 'Options', partColumns, options)
  showPart(session, 'Renewed together with', partColumns, linked)
}

/** What can be renewed together with it, besides its options. */
async function linkedWith({ client }: Session, service: Service): Promise<readonly Service[]> {
  const params = { serviceId: service.serviceId }
  const descriptions = await client.call('GET /service/{serviceId}/renew', { params }).catch(noneRefused)
  const ids = new Set(descriptions.flatMap(({ strategies }) => strategies.flatMap(({ services }) => services)))
  const together = await readServices(
    client,
    [...ids].filter((id) => id !== service.serviceId),
  )
  return together.filter(({ parentServiceId }) => parentServiceId !== service.serviceId)
}

/** A service that cannot be renewed now, or by these keys, has no strategies, and is told about all the same. */
function noneRefused(error: unknown): readonly [] {
  if (error instanceof ApiError && error.status < 500) return []
  throw error
}

function factsOf(service: Service, periods: readonly string[]): readonly Fact[] {
  const { billing, customer, resource } = service
  const { lifecycle, engagement, pricing, renew } = billing
  return [
    ['Service', service.serviceId],
    ['Name', resource.name],
    ['Shown as', resource.displayName === resource.name ? null : resource.displayName],
    ['Full name', fullName(service)],
    ['Product', productOf(service)],
    ['Plan', billing.plan && `${billing.plan.invoiceName} (${billing.plan.code})`],
    ['State', stateOf(service)],
    ['Created', lifecycle?.current.creationDate ? dateOf(lifecycle.current.creationDate) : null],
    ['Expires', expirationOf(service) ?? 'never'],
    ['Renews', renewalOf(service)],
    ['Price without tax', pricing?.price ?? null],
    ['Price is for', pricing?.duration ?? null],
    ['Periods', periods.join(', ') || null],
    ['Modes', renew?.capacities.mode.join(', ') ?? null],
    ['Engaged until', engagement?.endDate ?? null],
    ['Then', engagement?.endRule?.strategy ?? null],
    ['Ends', lifecycle?.current.terminationDate ? dateOf(lifecycle.current.terminationDate) : null],
    ['Option of', service.parentServiceId],
    ...customer.contacts.map(({ type, customerCode }): Fact => [`Contact ${type}`, customerCode]),
  ]
}

const partColumns: readonly Column<Service>[] = [
  { title: 'Id', text: ({ serviceId }) => String(serviceId), align: 'right' },
  { title: 'Name', text: fullName, cut: true },
  { title: 'State', text: stateOf },
  { title: 'Expires', text: (service) => expirationOf(service) ?? 'never' },
  { title: 'Renews', text: renewalOf },
]
