import { type AnswerShape, checkAnswer } from '@odnowa/contract/conformance.ts'
import sql from 'sql-template-tag'
import { expect } from 'vitest'
import { adjustBalance } from '../src/actions/balance/adjust-balance.ts'
import { addPaymentMeans } from '../src/actions/means/add-payment-means.ts'
import { createPlan } from '../src/actions/operating/create-plan.ts'
import { renewService } from '../src/actions/ordering/renew-service.ts'
import type { Parts } from '../src/actions/parts.ts'
import { setOutcomes } from '../src/actions/sandbox/set-outcomes.ts'
import { createServices } from '../src/actions/services/create-services.ts'
import { type Period, parsePeriod } from '../src/calendar/period.ts'
import type { Account } from '../src/customers/account.ts'
import type { RunTransaction } from '../src/database/transaction.ts'
import { sandboxGateway } from '../src/gateways/sandbox-gateway.ts'
import { webhookPoster } from '../src/gateways/webhook-poster.ts'
import type { Authenticator } from '../src/http/raw-request.ts'
import { buildServer } from '../src/http/server.ts'
import type { MeansId, OrderId, ServiceId } from '../src/identity/identity.ts'
import { makeSeal } from '../src/main/seal.ts'
import { type Currency, parseAmount } from '../src/money/money.ts'
import { mainOperator as operator } from '../src/operators/token.ts'
import type { Order } from '../src/orders/order.ts'
import type { RegisteredMeansKind } from '../src/payments/payment.ts'
import { testAccount } from './customer.ts'
import { testDatabase } from './database.ts'

/** A server with the sandbox's gateway and a clock in the test's hand, that takes a header for who calls. */
export type CustomerHouse = Awaited<ReturnType<typeof customerHouse>>

export const zone = 'Europe/Paris'
export const publicUrl = 'https://odnowa.example'
/** The means of the demo data: one that always declines among them. */
const demoMeans: readonly (readonly [RegisteredMeansKind, number, { iban?: string; termsDays?: 30 }])[] = [
  ['paypal', 1234, {}],
  ['creditCard', 5678, {}],
  ['bankAccount', 9012, { iban: 'FR7630006000011234567890189' }],
  ['creditCard', 4002, {}],
  ['deferredPaymentAccount', 7030, { termsDays: 30 }],
]

export async function customerHouse(start = '2026-07-15T13:49:06.789Z') {
  const database = await testDatabase()
  const clock = { time: Temporal.Instant.from(start), now: () => clock.time }
  const statements: string[] = []
  await database.transaction((transaction) =>
    transaction.query(sql`
      insert into tax_rates (country, rate_ppm, valid_from)
      values ('FR', 200000, '2020-01-01'), ('PL', 230000, '2020-01-01'), ('DE', 190000, '2020-01-01')`),
  )
  const transaction: RunTransaction = (work) =>
    database.transaction((inner) =>
      work({
        query(statement) {
          statements.push(statement.sql)
          return inner.query(statement)
        },
      }),
    )
  const log = { info() {}, warn() {}, error: (facts: object, message: string) => console.error(message, facts) }
  const gateway = sandboxGateway({ transaction: database.transaction, clock, zone })
  const poster = webhookPoster({ allowPrivate: true })
  const outside = { gateway, mailer: null, poster }
  const parts: Parts = { transaction, clock, ...outside, seal: makeSeal('test key'), log, zone, publicUrl }
  const setup = { parts, mode: 'sandbox', adminToken: 'secret', rateLimit: 0, health: async () => {} } as const
  const accounts = new Map<string, Account>()
  const authenticate: Authenticator['authenticate'] = async ({ headers }) => {
    const account = accounts.get(String(headers['x-test-caller']))
    if (!account) throw new Error('no such caller')
    const { id: accountId, nichandle } = account
    return {
      caller: { accountId, nichandle, method: 'account', credentialId: 1, clientId: null },
      accessRules: ['GET', 'POST', 'PUT', 'DELETE'].map((method) => ({ method: method as 'GET', path: '/*' })),
    }
  }
  const { operations } = await import('../src/http/customer/operations.ts')
  const { plainRoutes } = await import('../src/http/plain-routes.ts')
  const app = buildServer(setup, {
    operations,
    plainRoutes,
    authenticatorOf: () => ({ authenticate, recall: () => null }),
  })
  await app.ready()

  return {
    parts,
    app,
    clock,
    /** The statements that actions ran, since it was last emptied. */
    statements,

    async account(data: Parameters<typeof testAccount>[1] = {}): Promise<Account> {
      const account = await testAccount(parts, data)
      accounts.set(account.nichandle, account)
      return account
    },

    /** Calls as an account, and holds the answer against the contract. */
    async call(
      account: Account,
      method: 'GET' | 'POST' | 'PUT' | 'DELETE',
      path: string,
      { body, headers = {}, shape }: { body?: object; headers?: Record<string, string>; shape?: AnswerShape } = {},
    ) {
      const answer = await app.inject({
        method,
        url: `/1.0${path}`,
        headers: { 'x-test-caller': account.nichandle, 'content-type': 'application/json', ...headers },
        ...(body ? { payload: JSON.stringify(body) } : {}),
      })
      const wire = answer.json()
      expect(checkAnswer(`${method} ${path}`, answer.statusCode, wire, shape)).toEqual([])
      return { status: answer.statusCode, body: wire, headers: answer.headers }
    },

    plan(
      code: string,
      family: string,
      serviceType: string,
      prices: Readonly<Record<string, string>>,
      currency = 'EUR',
    ) {
      const validFrom = Temporal.PlainDate.from('2020-01-01')
      const rules = { manualAllowed: true, oneShot: false, followsParent: false, deletionDays: 30 }
      return createPlan(parts, {
        operator,
        plan: { code, family, serviceType, ...rules },
        prices: Object.entries(prices).map(([period, value]) => ({
          planCode: code,
          period: parsePeriod(period),
          currency: currency as Currency,
          ucents: parseAmount(value, currency as Currency).ucents,
          validFrom,
        })),
      })
    },

    /** A service for a year from 2025-12-01, so that it expires on 2026-12-01. */
    async service(account: Account, plan: string, name: string, id: number, linkedTo: readonly number[] = []) {
      const entry = {
        account: account.nichandle,
        plan,
        name,
        start: Temporal.PlainDate.from('2025-12-01'),
        period: 'P1Y' as Period,
        mode: 'manual' as const,
        linkedTo: linkedTo as readonly ServiceId[],
        serviceId: id as ServiceId,
      }
      const [result] = await createServices(parts, { operator, whole: true, entries: [entry] })
      if (!result?.created) throw result?.refused ?? new Error('the service was not made')
    },

    async means(account: Account): Promise<void> {
      for (const [kind, id, { iban = null, termsDays = null }] of demoMeans) {
        const outcomes = id === 4002 ? ['decline:insufficient_funds'] : null
        const facts = {
          operator,
          nichandle: account.nichandle,
          kind,
          isDefault: id === 1234,
          iban,
          termsDays,
          outcomes,
        }
        await addPaymentMeans(parts, { ...facts, id: id as MeansId, expiresOn: null })
      }
    },

    script(id: number, ...outcomes: string[]) {
      return setOutcomes(parts, { operator, meansId: id as MeansId, outcomes })
    },

    credit(account: Account, value: string, reason: string) {
      return adjustBalance(parts, { operator, nichandle: account.nichandle, value, reason })
    },

    async order(account: Account, duration: string, ...services: number[]): Promise<Order> {
      const serviceId = services.at(-1) as ServiceId
      const order = await renewService(parts, {
        accountId: account.id,
        serviceId,
        duration,
        services: services as ServiceId[],
        dryRun: false,
      })
      if (!('id' in order)) throw new Error('a dry run')
      return order
    },

    moveTo(instant: string): void {
      clock.time = Temporal.Instant.from(instant)
    },

    async close() {
      await app.close()
      await database.close()
    },
  }
}

export function orderPath(order: { readonly id: OrderId }, rest = ''): string {
  return `/me/order/${order.id}${rest}`
}
