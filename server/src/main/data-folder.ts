import { chmod, mkdir } from 'node:fs/promises'
import { resolve } from 'node:path'
import { refusal } from '../database/refusal.ts'

/**
 * Makes the data folder when there is none: listed by its owner only, passable for the user that PostgreSQL runs as when we are root.
 * What is secret in it has mode 0600.
 * @returns its absolute path
 * @throws DATA_FOLDER when it cannot be made
 */
export async function openDataFolder(data: string): Promise<string> {
  const folder = resolve(data)
  try {
    if (await mkdir(folder, { recursive: true })) await chmod(folder, process.getuid?.() === 0 ? 0o711 : 0o700)
    return folder
  } catch (error) {
    throw refusal(
      'DATA_FOLDER',
      `the data folder ${folder} cannot be made: ${error instanceof Error ? error.message : error}`,
    )
  }
}
