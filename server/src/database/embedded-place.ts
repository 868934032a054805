import { randomBytes } from 'node:crypto'
import { chmod, mkdir, readFile, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { ownerFile, removeAbandoned } from './embedded-abandoned.ts'
import { sharedPlace } from './embedded-binaries.ts'
import { canEnter, type RunAs } from './embedded-user.ts'
import { refusal } from './refusal.ts'

/**
 * The folder that holds the cluster, its password and its log: `<data>/postgres`, or the one that `<data>/postgres.location` names.
 * @throws CLUSTER_GONE when the folder that was named is no more
 */
export async function findPlace(dataFolder: string): Promise<string> {
  const pointer = pointerOf(dataFolder)
  const elsewhere = (await readFile(pointer, 'utf8').catch(() => '')).trim()
  if (!elsewhere) return join(dataFolder, 'postgres')
  const found = await stat(elsewhere).catch(() => null)
  if (found?.isDirectory()) return elsewhere
  throw refusal(
    'CLUSTER_GONE',
    `${pointer} says that the database is in ${elsewhere}, which does not exist: bring it back, or delete ${pointer} to begin with an empty database`,
  )
}

/**
 * Makes a found place if need be. When the user that PostgreSQL runs as cannot enter the data folder (it is root's own), the place
 * is made in /var/lib/odnowa instead, and named in `<data>/postgres.location` from then on.
 * @throws NO_REACHABLE_PLACE when no such folder can be made
 */
export async function makePlace(dataFolder: string, place: string, user: RunAs): Promise<string> {
  if (await exists(place)) return place
  if (await canEnter(dataFolder, user)) return makeFolder(place)
  await removeAbandoned()
  const elsewhere = join(sharedPlace, randomBytes(8).toString('hex'))
  await makeReachable(elsewhere, user, dataFolder)
  await writeFile(join(elsewhere, ownerFile), `${dataFolder}\n`)
  await writeFile(pointerOf(dataFolder), `${elsewhere}\n`)
  return elsewhere
}

function pointerOf(dataFolder: string): string {
  return join(dataFolder, 'postgres.location')
}

async function makeReachable(place: string, user: RunAs, dataFolder: string): Promise<void> {
  try {
    await makeFolder(sharedPlace)
    await makeFolder(place)
    if (await canEnter(place, user)) return
  } catch {}
  throw refusal(
    'NO_REACHABLE_PLACE',
    `PostgreSQL must run as an unprivileged user, which can neither enter ${dataFolder} nor ${place}: choose another folder with --data, or set DATABASE_URL`,
  )
}

/** Passable for all, whatever the umask; what is secret inside has a mode of its own. */
async function makeFolder(folder: string): Promise<string> {
  if (await mkdir(folder, { recursive: true })) await chmod(folder, 0o711)
  return folder
}

async function exists(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  )
}
