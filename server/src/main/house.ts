import type { FastifyInstance } from 'fastify'
import { namingLog } from '../actions/log-context.ts'
import type { Log, Parts, Seal } from '../actions/parts.ts'
import { readBacklog } from '../actions/read-backlog.ts'
import { realClock } from '../calendar/calendar.ts'
import type { SandboxClock } from '../calendar/sandbox-clock.ts'
import { migrate } from '../database/migrate.ts'
import { type Database, openDatabase } from '../database/pool.ts'
import { refusal } from '../database/refusal.ts'
import type { RunTransaction } from '../database/transaction.ts'
import { noGateway } from '../gateways/no-gateway.ts'
import { sandboxGateway } from '../gateways/sandbox-gateway.ts'
import { sandboxRegistrar } from '../gateways/sandbox-registrar.ts'
import { smtpMailer } from '../gateways/smtp-mailer.ts'
import { webhookPoster } from '../gateways/webhook-poster.ts'
import { buildServer } from '../http/server.ts'
import type { HttpMetrics } from '../http/setup.ts'
import { type Jobs, startJobs } from '../jobs/jobs.ts'
import type { Sandbox } from '../operators/sandbox.ts'
import { backlogGauges } from './backlog-gauges.ts'
import { checkHealth } from './health.ts'
import { insertSealProbe, readSealProbe } from './house.store.ts'
import { listenRefusal } from './listen-address.ts'
import { meteredGateway } from './metered-gateway.ts'
import { type Metrics, makeMetrics } from './metrics.ts'
import { openMetricsPort } from './metrics-port.ts'
import { movableClock } from './movable-clock.ts'
import { makeSeal } from './seal.ts'
import { demoKeys } from './secrets.ts'
import type { Settings } from './settings.ts'
import { promptTasks, tasksOf } from './tasks.ts'

/** What a house is built from: settings of which none is left to be made. */
export interface HousePlan extends Pick<Settings, 'host' | 'port' | 'mode' | 'roles' | 'timezone' | 'rateLimit'> {
  readonly publicUrl: string
  readonly databaseUrl: string
  /** A secret. */
  readonly secretKey: string
  /** A secret. */
  readonly adminToken: string
  /** A secret; null or none: mails are kept, not sent. */
  readonly smtpUrl?: string | null
  /** `allow` in a sandbox and `refuse` in production, unless set. */
  readonly webhookPrivate?: 'allow' | 'refuse'
  /** PEM texts; null for plain HTTP. */
  readonly tls: { readonly cert: string; readonly key: string } | null
  /** Where `/metrics` and `/health` are served without a token; null or none: nowhere. 0: any free port. */
  readonly metricsPort?: number | null
  readonly log: Log
  /** Lays something around the parts: tests end the process in the midst of their work. */
  readonly around?: ((parts: Parts) => Parts) | undefined
}

export interface House {
  readonly parts: Parts
  /** Null in production. */
  readonly sandbox: Sandbox | null
  readonly app: FastifyInstance
  /** The names of the migrations that ran. */
  readonly migrated: readonly string[]
  /** Listens (role api). `/health` says that the server is starting until it is opened. @throws PORT_IN_USE and the like */
  listen(): Promise<void>
  /** Calls itself healthy, and wakes the sweeps (role worker). */
  open(): Promise<void>
  /** Takes no more requests and work, finishes what is under way, and closes the database's connections. */
  stop(): Promise<void>
}

/** For transactions; reads have eight more. PostgreSQL's default of 100 serves some processes like this one. */
const connectionsOfOne = 12
const clockWatchMilliseconds = 1_000

/**
 * Migrates the database and joins the parts; nothing listens or runs before `listen` and `open`.
 * @throws a Refusal when this code cannot serve this database with these settings
 */
export async function buildHouse(plan: HousePlan): Promise<House> {
  const migrated = await migrate(plan.databaseUrl)
  const database = openDatabase({
    url: plan.databaseUrl,
    connections: connectionsOfOne,
    onIdleError: (error) => plan.log.warn({ error }, 'a connection to the database broke while idle'),
  })
  const state: State = { isOpen: false, jobs: null }
  const metrics = makeMetrics()
  try {
    const { parts: joined, sandbox } = await joinParts(plan, database.transaction, metrics)
    const stopping = new AbortController()
    const parts = { ...(plan.around?.(joined) ?? joined), stopping: stopping.signal }
    const served = serveMetrics(metrics, parts, state)
    const app = buildServer({
      ...{ parts, sandbox, mode: plan.mode, adminToken: plan.adminToken, rateLimit: plan.rateLimit },
      console: plan.roles.includes('console'),
      metrics: served,
      ...{ health: () => checkOpen(state, database), ...(plan.tls ? { tls: plan.tls } : {}) },
    })
    return {
      parts,
      sandbox,
      app,
      migrated,
      ...runner({ plan, database, parts, stopping, sandbox, app, state, metrics: served }),
    }
  } catch (error) {
    await database.close()
    throw error
  }
}

async function joinParts(
  plan: HousePlan,
  transaction: RunTransaction,
  { meter, noteCall }: Metrics,
): Promise<{ readonly parts: Parts; readonly sandbox: Sandbox | null }> {
  const seal = makeSeal(plan.secretKey)
  await checkSecretKey(transaction, seal)
  const { timezone: zone, publicUrl } = plan
  const log = namingLog(plan.log)
  const mailer = plan.smtpUrl
    ? smtpMailer({ url: plan.smtpUrl, from: `no-reply@${new URL(publicUrl).hostname}` })
    : null
  const isPrivateAllowed = (plan.webhookPrivate ?? (plan.mode === 'sandbox' ? 'allow' : 'refuse')) === 'allow'
  const poster = webhookPoster({ allowPrivate: isPrivateAllowed })
  const common = { transaction, seal, log, meter, zone, publicUrl, mailer, poster }
  if (plan.mode === 'production')
    return { parts: { ...common, clock: realClock, gateway: meteredGateway(noGateway, noteCall) }, sandbox: null }
  const clock = await movableClock(transaction)
  const gateway = meteredGateway(sandboxGateway({ transaction, clock, zone }), noteCall)
  const registrar = sandboxRegistrar({ transaction, publicUrl })
  return {
    parts: { ...common, clock, gateway, registrar },
    sandbox: { clock, keys: demoKeys(plan.secretKey) },
  }
}

/** Fails at once, rather than with the first request that must open what another key has sealed. */
async function checkSecretKey(transaction: RunTransaction, seal: Seal): Promise<void> {
  const probe = await transaction(async (open) => {
    if (!(await readSealProbe(open))) await insertSealProbe(open, seal.seal('odnowa'))
    return readSealProbe(open) // another server, which starts at the same time, may have been faster
  })
  try {
    if (probe) seal.open(probe)
  } catch {
    throw refusal(
      'SECRET_KEY_MISMATCH',
      'the secrets in this database were sealed under another secret key: give the key that it was made with (ODNOWA_SECRET_KEY, or secret.key in the data folder)',
    )
  }
}

interface Running {
  readonly plan: HousePlan
  readonly database: Database
  readonly parts: Parts
  readonly stopping: AbortController
  readonly sandbox: Sandbox | null
  readonly app: FastifyInstance
  readonly state: State
  readonly metrics: HttpMetrics
}

interface State {
  isOpen: boolean
  jobs: Jobs | null
}

/** What is due is read when somebody asks. */
function serveMetrics({ registry, requests }: Metrics, parts: Parts, state: State): HttpMetrics {
  const read = backlogGauges(registry, {
    clock: parts.clock,
    read: () => readBacklog(parts),
    jobsWaiting: async () => (state.jobs === null ? null : state.jobs.waiting()),
  })
  const text = async () => {
    await read()
    return registry.metrics()
  }
  return { requests, contentType: registry.contentType, text }
}

async function checkOpen(state: State, database: Database): Promise<void> {
  if (!state.isOpen) throw new Error('the server is starting')
  await checkHealth(database)
}

function runner({
  plan,
  database,
  parts,
  stopping,
  sandbox,
  app,
  state,
  metrics,
}: Running): Pick<House, 'listen' | 'open' | 'stop'> {
  const { roles, host, port, log } = plan
  let clockWatch: NodeJS.Timeout | undefined
  let metricsPort: Awaited<ReturnType<typeof openMetricsPort>> | null = null
  return {
    async listen() {
      if (typeof plan.metricsPort === 'number') {
        const health = () => checkOpen(state, database)
        metricsPort = await openMetricsPort({ metrics, host, port: plan.metricsPort, health })
        log.info({ host, port: metricsPort.port }, 'metrics are served on a port of their own')
      }
      if (!roles.includes('api')) return
      await app.listen({ host, port }).catch((error) => {
        throw listenRefusal(error, host, port) ?? error
      })
    },
    async open() {
      if (roles.includes('worker')) {
        const report = (level: 'info' | 'warn' | 'error', message: string, facts: object) =>
          log[level]({ ...facts }, message)
        const tasks = tasksOf(parts, sandbox?.clock ?? null)
        state.jobs = await startJobs({ url: plan.databaseUrl, tasks, prompt: promptTasks, report })
      }
      if (sandbox && roles.includes('api')) clockWatch = watchClock(sandbox.clock)
      state.isOpen = true
    },
    async stop() {
      stopping.abort()
      clearInterval(clockWatch)
      await app.close()
      await state.jobs?.stop()
      await metricsPort?.close()
      parts.mailer?.close()
      await database.close()
    },
  }
}

/** So that requests to this process soon see what another process that has the same sandbox made of its clock. */
function watchClock(clock: SandboxClock): NodeJS.Timeout {
  return setInterval(() => void clock.refresh().catch(() => {}), clockWatchMilliseconds).unref()
}
