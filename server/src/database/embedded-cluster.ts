import { execFile } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { chown, mkdir, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import type { Binaries } from './embedded-binaries.ts'
import type { RunAs } from './embedded-user.ts'
import { refusal } from './refusal.ts'

const run = promisify(execFile)

export interface Cluster {
  /** PostgreSQL's own data folder. */
  readonly folder: string
  readonly password: string
}

/** The one role of the cluster, and its owner. */
export const clusterUser = 'odnowa'
/** In a place: PostgreSQL's own data folder. */
export const clusterFolder = 'cluster'
const majorVersion = '18'

/**
 * Makes the cluster of a place when there is none yet. It is made under another name and renamed when whole: an initdb that was
 * interrupted leaves a draft, which the next start clears away.
 * @throws CLUSTER_OF_ANOTHER_VERSION when another major version of PostgreSQL made it
 */
export async function openCluster(place: string, binaries: Binaries, user: RunAs): Promise<Cluster> {
  const folder = join(place, clusterFolder)
  await clearDrafts(place)
  if (!(await stat(folder).catch(() => null))) await initialise(place, folder, binaries, user)
  const version = (await readFile(join(folder, 'PG_VERSION'), 'utf8')).trim()
  if (version !== majorVersion) {
    throw refusal(
      'CLUSTER_OF_ANOTHER_VERSION',
      `${folder} was made by PostgreSQL ${version}, this Odnowa brings PostgreSQL ${majorVersion}: see "Upgrades" in docs/operating.md`,
    )
  }
  return { folder, password: (await readFile(join(place, 'password'), 'utf8')).trim() }
}

async function clearDrafts(place: string): Promise<void> {
  const drafts = (await readdir(place)).filter((name) => name.startsWith('draft-'))
  await Promise.all(drafts.map((name) => rm(join(place, name), { recursive: true, force: true })))
}

async function initialise(place: string, folder: string, binaries: Binaries, user: RunAs): Promise<void> {
  const draft = join(place, `draft-${randomBytes(6).toString('hex')}`)
  await mkdir(draft, { mode: 0o700 })
  const password = randomBytes(24).toString('base64url')
  const passwordFile = join(draft, 'password')
  await writeFile(passwordFile, password, { mode: 0o600 })
  const cluster = join(draft, 'cluster')
  await mkdir(cluster, { mode: 0o700 })
  if (user.uid !== undefined && user.gid !== undefined) {
    for (const path of [draft, passwordFile, cluster]) await chown(path, user.uid, user.gid)
  }
  await run(
    join(binaries, 'bin', 'initdb'),
    [
      ...['--pgdata', cluster, '--username', clusterUser, '--pwfile', passwordFile, '--auth', 'scram-sha-256'],
      ...['--encoding', 'UTF8', '--locale', 'C', '--locale-provider', 'builtin', '--builtin-locale', 'C.UTF-8'],
      ...['--no-instructions', '--data-checksums'],
    ],
    { ...user, cwd: '/', env: clusterEnvironment() },
  )
  await writeFile(join(place, 'password'), `${password}\n`, { mode: 0o600 })
  await rename(cluster, folder)
  await rm(draft, { recursive: true })
}

/** Nothing of ours but what a program needs to run: the variables of a server hold secrets. */
export function clusterEnvironment(): NodeJS.ProcessEnv {
  return { PATH: process.env.PATH, LC_ALL: 'C', TZ: 'UTC' }
}
