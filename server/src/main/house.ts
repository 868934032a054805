import type { FastifyInstance } from 'fastify'
import { readBacklog } from '../actions/operating/read-backlog.ts'
import type { Parts } from '../actions/parts.ts'
import { migrate } from '../database/migrate.ts'
import { type Database, openDatabase } from '../database/pool.ts'
import { buildServer } from '../http/server.ts'
import type { HttpMetrics } from '../http/setup.ts'
import { backlogGauges } from './backlog-gauges.ts'
import { checkOpen, type HouseLife, houseLife, type Opened } from './house-life.ts'
import type { HousePlan } from './house-plan.ts'
import { type Joined, joinParts } from './join-parts.ts'
import { type Metrics, makeMetrics } from './metrics.ts'

/** A server with all its parts, in whichever roles its plan names. */
export interface House extends Joined, HouseLife {
  readonly app: FastifyInstance
  /** The names of the migrations that ran. */
  readonly migrated: readonly string[]
}

/** For transactions; reads have eight more. PostgreSQL's default of 100 serves some processes like this one. */
const connectionsOfOne = 12

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
  try {
    return { ...(await build(plan, database)), migrated }
  } catch (error) {
    await database.close()
    throw error
  }
}

async function build(plan: HousePlan, database: Database): Promise<Omit<House, 'migrated'>> {
  const opened: Opened = { isOpen: false, jobs: null, clockWatch: null, metricsPort: null }
  const made = makeMetrics()
  const { parts: joined, sandbox } = await joinParts(plan, database.transaction, made)
  const stopping = new AbortController()
  const parts = { ...(plan.around?.(joined) ?? joined), stopping: stopping.signal }
  const metrics = serveMetrics(made, parts, opened)
  const app = buildServer({
    ...{ parts, sandbox, metrics, mode: plan.mode, adminToken: plan.adminToken, rateLimit: plan.rateLimit },
    ...{ console: plan.roles.includes('console'), health: () => checkOpen(opened, database) },
    ...(plan.tls ? { tls: plan.tls } : {}),
  })
  return { parts, sandbox, app, ...houseLife({ plan, database, parts, stopping, sandbox, app, opened, metrics }) }
}

/** What is due is read when somebody asks. */
function serveMetrics({ registry, requests }: Metrics, parts: Parts, opened: Opened): HttpMetrics {
  const read = backlogGauges(registry, {
    clock: parts.clock,
    read: () => readBacklog(parts),
    jobsWaiting: async () => (opened.jobs === null ? null : opened.jobs.waiting()),
  })
  const text = async () => {
    await read()
    return registry.metrics()
  }
  return { requests, contentType: registry.contentType, text }
}
