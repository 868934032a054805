import { chmod, mkdtemp, readdir, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { realClock } from '../src/calendar/calendar.ts'
import { startEmbedded } from '../src/database/embedded.ts'
import { stopLeftBehind } from '../src/database/embedded-postmaster.ts'
import { lockFolder } from '../src/database/folder-lock.ts'

export interface ThrowawayCluster {
  readonly url: string
  /** Stops it and removes every trace. */
  remove(): Promise<void>
}

const prefix = 'odnowa-test-'
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

/** A PostgreSQL in the system's temporary folder. First removes those of runs that were killed. */
export async function throwawayCluster(): Promise<ThrowawayCluster> {
  await sweep()
  const folder = await mkdtemp(join(tmpdir(), prefix))
  await chmod(folder, 0o711) // when we are root, PostgreSQL runs as somebody else, who must pass
  const embedded = await startEmbedded({ dataFolder: folder, settings })
  return {
    url: embedded.url,
    async remove() {
      await embedded.stop()
      await rm(embedded.place, { recursive: true, force: true })
      await rm(folder, { recursive: true, force: true })
    },
  }
}

async function sweep(): Promise<void> {
  const names = (await readdir(tmpdir())).filter((name) => name.startsWith(prefix))
  for (const name of names) await removeAbandoned(join(tmpdir(), name)).catch(() => {}) // somebody else's, or in use
}

async function removeAbandoned(folder: string): Promise<void> {
  const minute = 60_000
  if (realClock.now().epochMilliseconds - (await stat(folder)).mtimeMs < minute) return // it may be about to be used
  const place = join(folder, 'postgres')
  const lock = await lockFolder(place)
  await stopLeftBehind(join(place, 'cluster'))
  await rm(folder, { recursive: true })
  await lock.release()
}
