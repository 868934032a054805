import type { Parts } from '../src/actions/parts.ts'
import type { Instant } from '../src/calendar/calendar.ts'
import type { SandboxClock } from '../src/calendar/sandbox-clock.ts'
import { sandboxGateway } from '../src/gateways/sandbox-gateway.ts'
import { webhookPoster } from '../src/gateways/webhook-poster.ts'
import { buildServer } from '../src/http/server.ts'
import { makeSeal } from '../src/main/seal.ts'
import type { DemoKeys } from '../src/operators/sandbox.ts'
import { testDatabase } from './database.ts'

export const zone = 'Europe/Paris'
export const adminToken = 'the-token-of-the-server'
export const keys: DemoKeys = {
  applicationKey: 'A'.repeat(16),
  applicationSecret: 'S'.repeat(32),
  consumerKey: 'C'.repeat(32),
  password: 'correct horse battery',
}

export type OperatorHouse = Awaited<ReturnType<typeof operatorHouse>>

/** A sandbox on an empty database, whose clock stands still between moves, and what an operator's scripts do with it. */
export async function operatorHouse(start = '2026-07-15T12:00:00Z') {
  const database = await testDatabase()
  const clock = stillClock(Temporal.Instant.from(start))
  const logged: string[] = []
  const note = (facts: object, message: string) => void logged.push(JSON.stringify({ ...facts, message }))
  const log = { info: note, warn: note, error: note }
  const { transaction } = database
  const gateway = sandboxGateway({ transaction, clock, zone })
  const publicUrl = 'https://odnowa.example'
  const poster = webhookPoster({ allowPrivate: true })
  const outside = { gateway, mailer: null, poster }
  const parts: Parts = { transaction, clock, ...outside, seal: makeSeal('test key'), log, zone, publicUrl }
  const setup = {
    parts,
    mode: 'sandbox',
    sandbox: { clock, keys },
    adminToken,
    rateLimit: 0,
    health: async () => {},
  } as const
  const app = buildServer(setup)
  await app.ready()
  return {
    /** The account and the plan of the bodies below. */
    async furnish() {
      await callAs(app, adminToken, 'POST', '/admin/accounts', account)
      await callAs(app, adminToken, 'POST', '/admin/plans', plan('vps-a'))
    },
    ...{ parts, setup, app, clock, logged, database },
    call: (method: Method, url: string, body?: unknown, token: string | null = adminToken) =>
      callAs(app, token, method, url, body),
    async close() {
      await app.close()
      await database.close()
    },
  }
}

type Method = 'GET' | 'POST' | 'PUT' | 'DELETE'

async function callAs(
  app: ReturnType<typeof buildServer>,
  token: string | null,
  method: Method,
  url: string,
  body?: unknown,
) {
  const answer = await app.inject({
    method,
    url,
    headers: {
      ...(token === null ? {} : { authorization: `Bearer ${token}` }),
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
    },
    ...(body === undefined ? {} : { payload: JSON.stringify(body) }),
  })
  return { status: answer.statusCode, body: answer.json(), headers: answer.headers }
}

function stillClock(start: Instant): SandboxClock {
  let now = start
  return {
    now: () => now,
    async standAt(instant) {
      if (Temporal.Instant.compare(instant, now) > 0) now = instant
    },
    async runOn() {},
    async refresh() {},
    async reset() {
      now = start
    },
  }
}

/** Bodies that tests vary. */
export const account = {
  nichandle: 'op1-ovh',
  email: 'operator@example.org',
  firstname: 'Olga',
  name: 'Operator',
  legalform: 'individual',
  country: 'FR',
  currency: 'EUR',
  language: 'fr_FR',
}

export function plan(code: string, more: object = {}) {
  const prices = [{ period: 'P1M', currency: 'EUR', value: 3.5 }]
  return { code, family: 'vps', serviceType: `VPS ${code}`, prices, ...more }
}

export function service(name: string, more: object = {}) {
  const time = { start: '2026-07-01', period: 'P1M', mode: 'automatic' }
  return { account: 'op1-ovh', plan: 'vps-a', name, ...time, ...more }
}
