import type { ServicesUpdateServiceInput } from '@odnowa/sdk/generated/models/services.generated.ts'
import { confirm } from '../confirm.ts'
import { parsePeriod } from '../dates.ts'
import { formatOf, showFacts, showJson } from '../output/show.ts'
import { refusal } from '../refusal.ts'
import { findService } from '../services/find-service.ts'
import { expirationOf, fullName, nameAndId, renewalOf, type Service, stateOf } from '../services/service.ts'
import type { Session } from '../session.ts'
import { perform, type Register, withOutput } from '../verb.ts'

interface Options {
  readonly period?: string
  readonly yes?: boolean
}

const modes = ['automatic', 'manual', 'delete-at-expiration', 'keep'] as const
type Mode = (typeof modes)[number]

export const registerMode: Register = (program, terminal) => {
  withOutput(
    program
      .command('mode')
      .summary('tell or change how a service renews')
      .description(
        'Tell how a service renews, or change it: automatic, manual, delete-at-expiration (it ends then), or keep (it does not end after all). Nothing is paid.',
      )
      .argument('<service>', 'its id, its name, or its product and name (domain/example.ovh)')
      .argument('[mode]', modes.join(', ')),
  )
    .option('--period <period>', 'how long it renews for: P1M, P1Y ...')
    .option('--yes', 'do not ask before a service is set to end')
    .action(perform(terminal, work))
}

async function work(session: Session, [word = '', mode]: readonly string[], options: Options): Promise<void> {
  if (options.period !== undefined) parsePeriod(options.period)
  if (mode !== undefined && !isMode(mode))
    throw refusal('usage', `"${mode}" is no mode: possible are ${modes.join(', ')}`)
  const service = await findService(session.client, word)
  if (mode === undefined && options.period === undefined) return showMode(session, service)
  const body = changeOf(service, mode ?? null, options.period ?? null)
  if (mode === 'delete-at-expiration') {
    const end = `${nameAndId(service)} ends on ${expirationOf(service) ?? 'its last day'}, its data too.`
    await confirm(session, `${end} Set it to end?`, options.yes)
  }
  const params = { serviceId: service.serviceId }
  await session.client.call('PUT /services/{serviceId}', { params, body })
  await showMode(session, await session.client.call('GET /services/{serviceId}', { params }))
}

function isMode(word: string): word is Mode {
  return (modes as readonly string[]).includes(word)
}

/** The API takes mode and period together: what is not said stays as it is. */
function changeOf(service: Service, mode: Mode | null, period: string | null): ServicesUpdateServiceInput {
  const current = service.billing.renew?.current
  if (mode === 'delete-at-expiration' || mode === 'keep') {
    if (period !== null) throw refusal('usage', `--period does not go with ${mode}`)
    return { terminationPolicy: mode === 'keep' ? 'empty' : 'terminateAtExpirationDate' }
  }
  const next = { mode: mode ?? current?.mode, period: period ?? current?.period }
  if (!next.mode || !next.period) {
    throw refusal('refused', `${nameAndId(service)} has no renewal of its own that could be changed`)
  }
  return { renew: { mode: next.mode, period: next.period } }
}

async function showMode(session: Session, service: Service): Promise<void> {
  const { serviceId, billing } = service
  const periods = await session.client.call('GET /services/{serviceId}/renewPeriodCapacities', {
    params: { serviceId },
  })
  const { current, capacities } = billing.renew ?? { current: null, capacities: null }
  if (formatOf(session) === 'json') {
    const actions = billing.lifecycle?.current.pendingActions ?? []
    return showJson(session, {
      serviceId,
      renew: billing.renew,
      pendingActions: actions,
      renewPeriodCapacities: periods,
    })
  }
  showFacts(session, [
    ['Service', `${fullName(service)} (${serviceId})`],
    ['Renews', renewalOf(service)],
    ['Expires', expirationOf(service) ?? 'never'],
    ['Ends then', stateOf(service) === 'ending' ? 'yes' : null],
    ['Mode', current?.mode ?? null],
    ['Period', current?.period ?? null],
    ['Modes', capacities?.mode.join(', ') ?? null],
    ['Periods', periods.join(', ') || null],
  ])
}
