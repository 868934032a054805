import { renewService } from '../src/actions/ordering/renew-service.ts'
import type { Parts } from '../src/actions/parts.ts'
import type { Instant } from '../src/calendar/calendar.ts'
import type { Account } from '../src/customers/account.ts'
import type { RunTransaction } from '../src/database/transaction.ts'
import { sandboxGateway } from '../src/gateways/sandbox-gateway.ts'
import { webhookPoster } from '../src/gateways/webhook-poster.ts'
import type { AccountId, MeansId, ServiceId } from '../src/identity/identity.ts'
import { makeSeal } from '../src/main/seal.ts'
import { writeOutcomes } from '../src/operators/sandbox.store.ts'
import type { Order } from '../src/orders/order.ts'
import { insertMeans, type NewMeans } from '../src/payments/means.store.ts'

/** A clock in the test's hand: it stands still until it is set. */
export interface TestClock {
  now(): Instant
  set(instant: string): void
  advance(duration: string): void
}

export interface TestParts extends Parts {
  readonly clock: TestClock
  /** What was logged, as JSON. */
  readonly logged: readonly string[]
}

/** The parts of a house on a test's database, with the real sandbox gateway; business time starts on 20 November 2026. */
export function testParts(database: { readonly transaction: RunTransaction }): TestParts {
  const { transaction } = database
  const zone = 'Europe/Paris'
  const clock = testClock('2026-11-20T12:00:00Z')
  const logged: string[] = []
  const note = (facts: object, message: string) => void logged.push(JSON.stringify({ ...facts, message }))
  return {
    ...{ transaction, clock, zone, logged },
    gateway: sandboxGateway({ transaction, clock, zone }),
    ...{ mailer: null, poster: webhookPoster({ allowPrivate: true }) },
    seal: makeSeal('test key'),
    log: { info: note, warn: note, error: note },
    publicUrl: 'http://127.0.0.1:8080',
  }
}

function testClock(start: string): TestClock {
  let now = Temporal.Instant.from(start)
  return {
    now: () => now,
    set: (instant) => {
      now = Temporal.Instant.from(instant)
    },
    advance: (duration) => {
      now = now.toZonedDateTimeISO('UTC').add(duration).toInstant()
    },
  }
}

/** Registers a means with a script of outcomes: a PayPal account, valid, success, unless said otherwise. */
export async function givenMeans(
  parts: Pick<Parts, 'transaction' | 'clock'>,
  accountId: AccountId,
  { outcomes = ['success'], ...words }: Partial<NewMeans> & { readonly outcomes?: readonly string[] } = {},
): Promise<MeansId> {
  const now = parts.clock.now()
  const usual = { id: null, kind: 'paypal', isDefault: false, state: 'valid', label: 'maria@example.com' } as const
  const rest = { description: null, details: {}, termsDays: null, expiresOn: null, createdAt: now, updatedAt: now }
  return parts.transaction(async (transaction) => {
    const [id] = await insertMeans(transaction, [{ accountId, ...usual, ...rest, ...words }])
    if (!id) throw new Error('no means was registered')
    await writeOutcomes(transaction, id, outcomes)
    return id
  })
}

/** Orders the renewal of services, the first of which is the one asked for. */
export async function givenOrder(
  parts: Parts,
  account: Pick<Account, 'id'>,
  duration: string,
  ...services: readonly number[]
): Promise<Order> {
  const ids = services as readonly number[] as readonly ServiceId[]
  const [serviceId] = ids
  if (!serviceId) throw new Error('an order names a service')
  const order = await renewService(parts, { accountId: account.id, serviceId, duration, services: ids, dryRun: false })
  if (!('id' in order)) throw new Error('a dry run was answered')
  return order
}
