import { type Call, testClient } from '../../server/test/client.ts'
import { operatorHouse } from '../../server/test/operator.ts'

type Answer = Awaited<ReturnType<Call>>

/** An event of the operator API. */
interface ToldEvent {
  readonly at: string
  readonly type: string
  readonly service?: number
  readonly data: Readonly<Record<string, unknown>>
}

/**
 * A house whose only doors are the public ones: the customer's API, the operator's, and the sandbox's clock. A story moves the clock and
 * says exactly what happens on which day.
 */
export interface Story {
  /** As the customer `life-ovh`. */
  readonly customer: Call
  /** As the operator. @throws Error for anything but a 200 */
  admin(method: 'GET' | 'POST' | 'PUT' | 'DELETE', path: string, body?: unknown): Promise<Answer['body']>
  /** Moves to 00:00 of a local date, or to a local time, and tells what happened since the last look, by local date and time. */
  moveTo(moment: string): Promise<Readonly<Record<string, readonly string[]>>>
  /** What happened since the last look, without moving. */
  look(): Promise<readonly string[]>
  /** A service of the customer; answers its id. */
  service(words: Readonly<Record<string, unknown>>): Promise<number>
  expirationOf(product: string, name: string): Promise<string>
  /** Closes the house; the invariants hold. */
  end(): Promise<void>
}

const zone = 'Europe/Paris'

/** @param start a local date: the story begins at its noon */
export async function beginStory(start: string): Promise<Story> {
  const house = await operatorHouse(localMoment(`${start}T12:00`))
  const admin: Story['admin'] = async (method, path, body) => {
    const answer = await house.call(method, path, body)
    if (answer.status !== 200) throw new Error(`${method} ${path}: ${answer.status} ${JSON.stringify(answer.body)}`)
    return answer.body
  }
  await furnish(admin)
  const keys = await admin('POST', '/admin/accounts/life-ovh/credentials', {})
  const customer = testClient(house.app, house.parts.publicUrl, keys)
  const since = freshEvents(admin)
  return {
    customer,
    admin,
    async moveTo(moment) {
      const to = localMoment(moment.includes('T') ? moment : `${moment}T00:00`)
      const { events } = await admin('POST', '/sandbox/clock', { to })
      return byMoment(events as readonly ToldEvent[])
    },
    look: async () => (await since()).map(words),
    async service(given) {
      const made = await admin('POST', '/admin/services', { account: 'life-ovh', plan: 'vps', ...given })
      return made.items[0].serviceId
    },
    expirationOf: async (product, name) =>
      (await customer('GET', `/${product}/${name}/serviceInfos`)).body.expiration as string,
    async end() {
      const { violations } = await admin('GET', '/admin/verify')
      await house.close()
      if (violations.length > 0) throw new Error(`invariants are broken: ${JSON.stringify(violations, null, 1)}`)
    },
  }
}

/** @returns what reads the events that came since it was called last */
function freshEvents(admin: Story['admin']): () => Promise<readonly ToldEvent[]> {
  let seen = 0
  return async () => {
    const events: ToldEvent[] = []
    for (let next: string | null = ''; next !== null; ) {
      const after: string = next === '' ? '' : `&after=${next}`
      const page: { items: ToldEvent[]; next: string | null } = await admin('GET', `/admin/events?limit=1000${after}`)
      events.push(...page.items)
      next = page.next
    }
    const fresh = events.slice(seen)
    seen = events.length
    return fresh
  }
}

async function furnish(admin: Story['admin']): Promise<void> {
  await admin('POST', '/admin/accounts', {
    ...{ nichandle: 'life-ovh', email: 'life@example.org', firstname: 'Zoé', name: 'Życie', legalform: 'individual' },
    ...{ country: 'FR', currency: 'EUR', language: 'fr_FR' },
  })
  const eur = (period: string, value: number) => ({ period, currency: 'EUR', value })
  await admin('POST', '/admin/plans', {
    ...{ code: 'vps', family: 'vps', serviceType: 'VPS' },
    prices: [eur('P1M', 3.5), eur('P3M', 10.5), eur('P1Y', 39)],
  })
  await admin('POST', '/admin/plans', {
    ...{ code: 'domain', family: 'domain', serviceType: 'Domain .ovh', deletionDays: 45 },
    prices: [eur('P1Y', 1.99)],
  })
}

function localMoment(local: string): string {
  return Temporal.PlainDateTime.from(local).toZonedDateTime(zone).toInstant().toString()
}

/** By local date, with the time where it is not midnight. */
function byMoment(events: readonly ToldEvent[]): Record<string, string[]> {
  const days: Record<string, string[]> = {}
  for (const event of events) {
    const local = Temporal.Instant.from(event.at).toZonedDateTimeISO(zone).toPlainDateTime()
    const text = local.toString({ smallestUnit: 'minute' }).replace('T00:00', '').replace('T', ' ')
    days[text] = [...(days[text] ?? []), words(event)]
  }
  return days
}

/** An event in few words: its type, the notice's kind, cause, outcome, and the service by its id. */
function words({ type, service, data }: ToldEvent): string {
  const said = [data.kind, data.cause, data.reason].filter((word) => typeof word === 'string')
  return [type, ...said, ...(service === undefined ? [] : [`#${service}`])].join(' ')
}
