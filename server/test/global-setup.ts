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
  project.provide('templateUrl', cluster.url)
  return () => cluster.remove()
}
