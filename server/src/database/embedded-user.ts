import { execFile } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import { promisify } from 'node:util'
import { refusal } from './refusal.ts'

const run = promisify(execFile)

/** Whom PostgreSQL runs as: `spawn` takes it. Empty: whoever we are. */
export interface RunAs {
  readonly uid?: number
  readonly gid?: number
}

/**
 * PostgreSQL refuses to run as root. Then it runs as the system's `postgres`, or else as `nobody`; otherwise as ourselves.
 * @throws NO_UNPRIVILEGED_USER for root on a system that has neither
 */
export async function unprivilegedUser(): Promise<RunAs> {
  if (process.getuid?.() !== 0) return {}
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
