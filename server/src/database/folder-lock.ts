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
 * @throws DATA_FOLDER when nothing can be written there
 */
export async function lockFolder(folder: string): Promise<FolderLock> {
  await mkdir(folder, { recursive: true })
  const pidFile = join(folder, 'server.pid')
  const held = await holdLock(folder, pidFile)
  await writeFile(pidFile, `${process.pid}\n`)
  return {
    async release() {
      await rm(pidFile, { force: true })
      held.close()
    },
  }
}

async function holdLock(folder: string, pidFile: string): Promise<DatabaseSync> {
  let file: DatabaseSync | null = null
  try {
    file = new DatabaseSync(join(folder, 'server.lock'), { timeout: 0 })
    file.exec('pragma journal_mode = memory; pragma locking_mode = exclusive; begin exclusive')
    return file
  } catch (error) {
    file?.close()
    if (!isBusy(error)) throw refusal('DATA_FOLDER', `the folder ${folder} cannot be written to: ${error}`)
    const pid = await readFile(pidFile, 'utf8').catch(() => '')
    throw refusal(
      'DATA_FOLDER_IN_USE',
      `another Odnowa server${pid && ` (process ${pid.trim()})`} is running on the data folder ${folder}: stop it, or choose another folder with --data`,
    )
  }
}

function isBusy(error: unknown): boolean {
  const sqliteBusy = 5
  return error instanceof Error && 'errcode' in error && error.errcode === sqliteBusy
}
