import type { FastifyInstance } from 'fastify'
import type { Parts } from '../actions/parts.ts'
import type { SandboxClock } from '../calendar/sandbox-clock.ts'
import type { Database } from '../database/pool.ts'
import type { HttpMetrics } from '../http/setup.ts'
import { type Jobs, startJobs } from '../jobs/jobs.ts'
import type { Sandbox } from '../operators/sandbox.ts'
import { checkHealth } from './health.ts'
import type { HousePlan } from './house-plan.ts'
import { listenRefusal } from './listen-address.ts'
import { openMetricsPort } from './metrics-port.ts'
import { promptTasks, tasksOf } from './tasks.ts'

/** How a house that was built is opened and closed. */
export interface HouseLife {
  /** Listens (role api). `/health` says that the server is starting until it is opened. @throws PORT_IN_USE and the like */
  listen(): Promise<void>
  /** Calls itself healthy, and wakes the sweeps (role worker). */
  open(): Promise<void>
  /** Takes no more requests and work, finishes what is under way, and closes the database's connections. */
  stop(): Promise<void>
}

/** What is open in a house; it begins with nothing. */
export interface Opened {
  isOpen: boolean
  jobs: Jobs | null
  clockWatch: NodeJS.Timeout | null
  metricsPort: Awaited<ReturnType<typeof openMetricsPort>> | null
}

/** A house with all that is opened in it. */
interface Built {
  readonly plan: HousePlan
  readonly database: Database
  readonly parts: Parts
  readonly stopping: AbortController
  readonly sandbox: Sandbox | null
  readonly app: FastifyInstance
  readonly opened: Opened
  readonly metrics: HttpMetrics
}

const clockWatchMilliseconds = 1_000

/** @param built what `stop` closes, in the order in which it needs each other */
export function houseLife(built: Built): HouseLife {
  const { plan, database, parts, stopping, sandbox, app, opened } = built
  return {
    async listen() {
      if (typeof plan.metricsPort === 'number') await listenForMetrics(built, plan.metricsPort)
      if (plan.roles.includes('api')) await listenForRequests(built)
    },
    async open() {
      if (plan.roles.includes('worker')) opened.jobs = await wakeSweeps(built)
      if (sandbox && plan.roles.includes('api')) opened.clockWatch = watchClock(sandbox.clock)
      opened.isOpen = true
    },
    async stop() {
      stopping.abort()
      clearInterval(opened.clockWatch ?? undefined)
      await app.close()
      await opened.jobs?.stop()
      await opened.metricsPort?.close()
      parts.mailer?.close()
      await database.close()
    },
  }
}

/** @throws Error while the house is not open, or when its database does not answer */
export async function checkOpen({ isOpen }: Opened, database: Database): Promise<void> {
  if (!isOpen) throw new Error('the server is starting')
  await checkHealth(database)
}

async function listenForMetrics({ plan, opened, database, metrics }: Built, port: number): Promise<void> {
  const { host, log } = plan
  opened.metricsPort = await openMetricsPort({ metrics, host, port, health: () => checkOpen(opened, database) })
  log.info({ host, port: opened.metricsPort.port }, 'metrics are served on a port of their own')
}

async function listenForRequests({ app, plan: { host, port } }: Built): Promise<void> {
  await app.listen({ host, port }).catch((error) => {
    throw listenRefusal(error, host, port) ?? error
  })
}

function wakeSweeps({ plan: { databaseUrl, log }, parts, sandbox }: Built): Promise<Jobs> {
  const tasks = tasksOf(parts, sandbox?.clock ?? null)
  const report = (level: 'info' | 'warn' | 'error', message: string, facts: object) => log[level]({ ...facts }, message)
  return startJobs({ url: databaseUrl, tasks, prompt: promptTasks, report })
}

/** So that requests to this process soon see what another process that has the same sandbox made of its clock. */
function watchClock(clock: SandboxClock): NodeJS.Timeout {
  return setInterval(() => void clock.refresh().catch(() => {}), clockWatchMilliseconds).unref()
}
