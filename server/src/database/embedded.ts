import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import pg from 'pg'
import { findBinaries } from './embedded-binaries.ts'
import { clusterFolder, clusterUser, openCluster } from './embedded-cluster.ts'
import { findPlace, makePlace } from './embedded-place.ts'
import { freePort, type Postmaster, type Start, startPostmaster, stopLeftBehind } from './embedded-postmaster.ts'
import { chooseUser } from './embedded-user.ts'
import { lockFolder } from './folder-lock.ts'

export interface EmbeddedOptions {
  /** The data folder; it exists. */
  readonly dataFolder: string
  /** Settings of PostgreSQL, for tests: `{ fsync: 'off' }`. */
  readonly settings?: Readonly<Record<string, string>>
  /** Told in a sentence what takes time or went wrong. */
  readonly report?: (line: string) => void
}

export interface Embedded {
  readonly url: string
  /** The folder that holds the cluster, its password and its log. */
  readonly place: string
  stop(): Promise<void>
}

/**
 * Starts the embedded PostgreSQL of a data folder, making its cluster first when there is none, and keeps it running until `stop`.
 * A PostgreSQL that a killed server left behind is stopped first. Call it only under the data folder's lock.
 * @throws a Refusal that says what is in the way
 */
export async function startEmbedded(options: EmbeddedOptions): Promise<Embedded> {
  const report = options.report ?? (() => {})
  const found = await findPlace(options.dataFolder)
  const user = await chooseUser(join(found, clusterFolder))
  const binaries = await findBinaries(user)
  const place = await makePlace(options.dataFolder, found, user)
  // A copied data folder may name the same place as its original.
  const lock = await lockFolder(place)
  try {
    const cluster = await openCluster(place, binaries, user)
    if (await stopLeftBehind(cluster.folder)) report('stopped the PostgreSQL that an earlier server had left behind')
    const start = {
      ...{ binaries, user, folder: cluster.folder, logFile: join(place, 'postgres.log') },
      ...{ port: await freePort(), settings: options.settings ?? {} },
    }
    const kept = await keepRunning(start, report)
    const server = `postgres://${clusterUser}:${cluster.password}@127.0.0.1:${start.port}`
    await createDatabase(`${server}/postgres`)
    return { url: `${server}/${databaseName}`, place, stop: () => kept.stop().then(() => lock.release()) }
  } catch (error) {
    await lock.release()
    throw error
  }
}

const databaseName = 'odnowa'

/** Starts PostgreSQL again on the same port when it ends by itself. */
async function keepRunning(start: Start, report: (line: string) => void): Promise<{ stop(): Promise<void> }> {
  let running: Postmaster | null = null
  let wanted = true
  const launch = async () => {
    const postmaster = await startPostmaster(start)
    running = postmaster
    postmaster.process.once('exit', () => wanted && void revive())
  }
  const revive = async () => {
    report('PostgreSQL has ended unexpectedly; starting it again')
    for (let seconds = 1; wanted; seconds = Math.min(seconds * 2, 30)) {
      try {
        await stopLeftBehind(start.folder)
        return await launch()
      } catch (error) {
        report(error instanceof Error ? error.message : String(error))
        await wait(seconds * 1000)
      }
    }
  }
  await launch()
  return {
    async stop() {
      wanted = false
      await running?.stop()
    },
  }
}

async function createDatabase(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    const { rowCount } = await client.query('select from pg_database where datname = $1', [databaseName])
    if (rowCount === 0) await client.query(`create database ${databaseName}`)
  } finally {
    await client.end()
  }
}
