import { chmodSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { sectionsOf, withValues } from '../configuration/conf-file.ts'
import { refusal } from '../refusal.ts'

/** What is written down for an endpoint. */
export interface Keys {
  readonly application_key: string
  readonly application_secret: string
  readonly consumer_key: string
}

/** Whether the file holds a consumer key for that endpoint already. */
export function hasConsumerKey(path: string, endpoint: string): boolean {
  return Boolean(sectionsOf(textOf(path)).get(endpoint)?.consumer_key)
}

/**
 * Writes keys into the endpoint's section, and names the endpoint as the default where the file names none. Other sections,
 * comments too, stay. The file is whole at any time and only its owner can read it.
 */
export function writeKeys(path: string, endpoint: string, keys: Keys): void {
  const before = textOf(path)
  const named = sectionsOf(before).get('default')?.endpoint ? before : withValues(before, 'default', { endpoint })
  const draft = `${path}.${process.pid}`
  try {
    writeFileSync(draft, withValues(named, endpoint, { ...keys }), { mode: 0o600, flag: 'wx' })
    chmodSync(draft, 0o600)
    renameSync(draft, path)
  } catch (error) {
    throw refusal('configuration', `${path} cannot be written (${(error as NodeJS.ErrnoException).code})`)
  }
}

function textOf(path: string): string {
  try {
    return readFileSync(path, 'utf8')
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    if (code === 'ENOENT') return ''
    throw refusal('configuration', `${path} cannot be read (${code})`)
  }
}
