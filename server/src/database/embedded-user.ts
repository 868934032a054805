import { execFile } from 'node:child_process'
import { readFile, stat } from 'node:fs/promises'
import { promisify } from 'node:util'
import { refusal } from './refusal.ts'

const run = promisify(execFile)

/** Whom PostgreSQL runs as: `spawn` takes it. Empty: whoever we are. */
export interface RunAs {
  readonly uid?: number
  readonly gid?: number
}

/**
 * PostgreSQL refuses to run as root. Then it runs as the owner of the cluster; of a new one the system's `postgres`, or else
 * `nobody`. Otherwise it runs as ourselves.
 * @param cluster PostgreSQL's data folder, which need not exist yet
 * @throws NO_UNPRIVILEGED_USER for root on a system that has neither
 * @throws CLUSTER_OF_ANOTHER_USER when we are not root and it is not ours
 */
export async function chooseUser(cluster: string): Promise<RunAs> {
  const owner = await stat(cluster).catch(() => null)
  if (process.getuid?.() === 0)
    return owner && owner.uid !== 0 ? { uid: owner.uid, gid: owner.gid } : unprivilegedUser()
  if (owner && process.getuid && owner.uid !== process.getuid()) {
    throw refusal(
      'CLUSTER_OF_ANOTHER_USER',
      `${cluster} belongs to another user (${owner.uid}), who started Odnowa on it first: start it as that user or as root, or choose another folder with --data`,
    )
  }
  return {}
}

async function unprivilegedUser(): Promise<RunAs> {
  const accounts = (await readFile('/etc/passwd', 'utf8')).split('\n').map((line) => line.split(':'))
  for (const name of ['postgres', 'nobody']) {
    const account = accounts.find((fields) => fields[0] === name)
    if (account) return { uid: Number(account[2]), gid: Number(account[3]) }
  }
  throw refusal(
    'NO_UNPRIVILEGED_USER',
    'PostgreSQL refuses to run as root, and this system has neither a user "postgres" nor "nobody": make one, start Odnowa as an ordinary user, or set DATABASE_URL',
  )
}

/** Whether that user can enter a folder: asked of the kernel, since access lists and mounts have a say too. */
export async function canEnter(folder: string, user: RunAs): Promise<boolean> {
  if (user.uid === undefined) return true
  try {
    await run('/bin/sh', ['-c', 'cd -- "$1"', 'sh', folder], { ...user, cwd: '/' })
    return true
  } catch {
    return false
  }
}
