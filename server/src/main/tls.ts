import { readFile } from 'node:fs/promises'
import { createSecureContext } from 'node:tls'
import { refusal } from '../database/refusal.ts'
import type { Settings } from './settings.ts'

/**
 * Reads a certificate and its key, and sees that they belong together.
 * @throws BAD_SETTING that names the file
 */
export async function readTls(
  tls: NonNullable<Settings['tls']>,
): Promise<{ readonly cert: string; readonly key: string }> {
  const cert = await readPem(tls.cert, '--tls-cert')
  const key = await readPem(tls.key, '--tls-key')
  try {
    createSecureContext({ cert, key })
  } catch (error) {
    throw refusal(
      'BAD_SETTING',
      `--tls-cert ${tls.cert} and --tls-key ${tls.key} do not go together: ${reasonOf(error)}`,
    )
  }
  return { cert, key }
}

async function readPem(file: string, setting: string): Promise<string> {
  try {
    return await readFile(file, 'utf8')
  } catch (error) {
    throw refusal('BAD_SETTING', `${setting} ${file} cannot be read: ${reasonOf(error)}`)
  }
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}
