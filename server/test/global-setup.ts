import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TestProject } from 'vitest/node'
import { startEmbedded } from '../src/database/embedded.ts'
import { migrate } from '../src/database/migrate.ts'

declare module 'vitest' {
  interface ProvidedContext {
    /** The migrated database that every test file clones. */
    templateUrl: string
  }
}

/** Fast, not durable: nobody misses these data after a power cut. */
const settings = {
  fsync: 'off',
  synchronous_commit: 'off',
  full_page_writes: 'off',
  max_connections: '200',
  wal_level: 'minimal',
  max_wal_senders: '0',
  autovacuum: 'off',
  deadlock_timeout: '100ms',
}

/** One throwaway PostgreSQL for the whole run of vitest. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const folder = await mkdtemp(join(tmpdir(), 'odnowa-test-'))
  const embedded = await startEmbedded({ dataFolder: folder, settings })
  await migrate(embedded.url)
  project.provide('templateUrl', embedded.url)
  return async () => {
    await embedded.stop()
    await rm(embedded.place, { recursive: true, force: true })
    await rm(folder, { recursive: true, force: true })
  }
}
