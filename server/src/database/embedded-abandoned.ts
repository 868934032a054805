import { readdir, readFile, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, sep } from 'node:path'
import { sharedPlace } from './embedded-binaries.ts'
import { clusterFolder } from './embedded-cluster.ts'
import { stopLeftBehind } from './embedded-postmaster.ts'
import { lockFolder } from './folder-lock.ts'

/** In a place of /var/lib/odnowa: says whose data folder it belongs to. */
export const ownerFile = 'data-folder'

/**
 * Removes the clusters of /var/lib/odnowa whose data folder lay in the system's temporary folder and is gone: what tests and trials
 * leave behind. Any other data folder may be gone for a while only, on a disk that is not mounted.
 */
export async function removeAbandoned(): Promise<void> {
  const names = await readdir(sharedPlace).catch(() => [])
  for (const name of names) {
    const place = join(sharedPlace, name)
    if (await isAbandoned(place)) await remove(place).catch(() => {}) // in use, or being removed by another
  }
}

async function isAbandoned(place: string): Promise<boolean> {
  const owner = (await readFile(join(place, ownerFile), 'utf8').catch(() => '')).trim()
  if (!owner.startsWith(tmpdir() + sep)) return false
  return stat(owner).then(
    () => false,
    () => true,
  )
}

async function remove(place: string): Promise<void> {
  const lock = await lockFolder(place)
  await stopLeftBehind(join(place, clusterFolder))
  await rm(place, { recursive: true })
  await lock.release()
}
