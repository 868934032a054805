import { mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { refusal } from './refusal.ts'

export interface FolderLock {
  release(): Promise<void>
}

/**
 * Takes a folder for this process alone. The lock is SQLite's exclusive lock on `server.lock`, which the kernel holds for the
 * process and drops when it dies, however it dies: nothing to clean up after `kill -9`, and no process id to mistake.
 * `server.pid` beside it only serves the message.
 * @throws DATA_FOLDER_IN_USE when another process has it
 */
export async function lockFolder(folder: string): Promise<FolderLock> {
  await mkdir(folder, { recursive: true })
  const pidFile = join(folder, 'server.pid')
  const held = new DatabaseSync(join(folder, 'server.lock'), { timeout: 0 })
  try {
    held.exec('pragma locking_mode = exclusive; begin exclusive')
  } catch (error) {
    held.close()
    if (!isBusy(error)) throw error
    const pid = await readFile(pidFile, 'utf8').catch(() => '')
    throw refusal(
      'DATA_FOLDER_IN_USE',
      `another Odnowa server${pid && ` (process ${pid.trim()})`} is running on the data folder ${folder}: stop it, or choose another folder with --data`,
    )
  }
  await writeFile(pidFile, `${process.pid}\n`)
  return {
    async release() {
      await rm(pidFile, { force: true })
      held.close()
    },
  }
}

function isBusy(error: unknown): boolean {
  const sqliteBusy = 5
  return error instanceof Error && 'errcode' in error && error.errcode === sqliteBusy
}
