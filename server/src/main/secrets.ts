import { hkdfSync, randomBytes } from 'node:crypto'
import { open, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { DemoKeys } from '../operators/sandbox.ts'

/** A sandbox's secret key: made once, kept in `<data>/secret.key` with mode 0600. */
export async function sandboxSecretKey(dataFolder: string): Promise<string> {
  const file = join(dataFolder, 'secret.key')
  const kept = await readFile(file, 'utf8').catch(() => '')
  if (kept.trim()) return kept.trim()
  const made = randomBytes(32).toString('base64url')
  const handle = await open(file, 'w', 0o600)
  await handle.writeFile(`${made}\n`)
  await handle.sync()
  await handle.close()
  return made
}

/**
 * The demo account's keys, derived from the secret key: `sandbox.json` can be written anew at any time with the same keys, also
 * when the database holds only their hashes.
 */
export function demoKeys(secretKey: string): DemoKeys {
  return {
    applicationKey: derive(secretKey, 'demo application key', 16),
    applicationSecret: derive(secretKey, 'demo application secret', 32),
    consumerKey: derive(secretKey, 'demo consumer key', 32),
    password: derive(secretKey, 'demo password', 20),
  }
}

/** A sandbox's admin token, when none was given: derived like the demo keys. */
export function sandboxAdminToken(secretKey: string): string {
  return derive(secretKey, 'admin token', 40)
}

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789'

/** Alphanumeric text that only the secret key's holder can tell; two purposes give unrelated texts. */
function derive(secretKey: string, purpose: string, length: number): string {
  const bytes = new Uint8Array(hkdfSync('sha256', secretKey, '', `odnowa ${purpose}`, length * 8))
  const words = Array.from({ length }, (_, index) => Buffer.from(bytes).readBigUInt64BE(index * 8))
  return words.map((word) => alphabet[Number(word % BigInt(alphabet.length))]).join('')
}
