import pg from 'pg'
import type { TestProject } from 'vitest/node'
import { migrate } from '../src/database/migrate.ts'
import { throwawayCluster } from './throwaway-cluster.ts'

declare module 'vitest' {
  interface ProvidedContext {
    /** The migrated database that every test file clones. */
    templateUrl: string
  }
}

/** One throwaway PostgreSQL for the whole run of vitest. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const cluster = await throwawayCluster()
  await migrate(cluster.url)
  await closeToAll(new URL(cluster.url))
  project.provide('templateUrl', cluster.url)
  return () => cluster.remove()
}

/** A database that somebody is connected to cannot be cloned. */
async function closeToAll(template: URL): Promise<void> {
  const name = template.pathname.slice(1)
  const client = new pg.Client({ connectionString: new URL('/postgres', template).href })
  await client.connect()
  await client.query(`alter database ${name} with allow_connections false`)
  await client.end()
}
