import { randomBytes } from 'node:crypto'
import { chmod, mkdir, readFile, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { sharedPlace } from './embedded-binaries.ts'
import { canEnter, type RunAs } from './embedded-user.ts'
import { refusal } from './refusal.ts'

/**
 * The folder that holds the cluster, its password and its log: `<data>/postgres`. When root's data folder cannot be entered by the
 * user that PostgreSQL runs as: a folder in /var/lib/odnowa, which `<data>/postgres.location` names from then on.
 * @throws NO_REACHABLE_PLACE when no such folder can be made
 * @throws CLUSTER_GONE when the folder that was named is no more
 */
export async function findPlace(dataFolder: string, user: RunAs): Promise<string> {
  const pointer = join(dataFolder, 'postgres.location')
  const elsewhere = (await readFile(pointer, 'utf8').catch(() => '')).trim()
  if (elsewhere) return existing(elsewhere, pointer)
  if (await canEnter(dataFolder, user)) return makeFolder(join(dataFolder, 'postgres'))
  const place = join(sharedPlace, randomBytes(8).toString('hex'))
  await makeReachable(place, user, dataFolder)
  await writeFile(join(place, 'data-folder'), `${dataFolder}\n`)
  await writeFile(pointer, `${place}\n`)
  return place
}

async function existing(place: string, pointer: string): Promise<string> {
  const found = await stat(place).catch(() => null)
  if (found?.isDirectory()) return place
  throw refusal(
    'CLUSTER_GONE',
    `${pointer} says that the database is in ${place}, which does not exist: bring it back, or delete ${pointer} to begin with an empty database`,
  )
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
