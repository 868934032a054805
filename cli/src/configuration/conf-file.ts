import { readFileSync } from 'node:fs'
import { parse } from 'ini'
import { refusal } from '../refusal.ts'

/** Sections by name; the names are endpoints, by word or by URL. */
export type Sections = ReadonlyMap<string, Readonly<Record<string, string>>>

/**
 * Reads a file of the OVH SDKs' form. @returns null when there is none
 * @throws configuration when it cannot be read
 */
export function readConfFile(path: string): Sections | null {
  try {
    return sectionsOf(readFileSync(path, 'utf8'))
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    if (code === 'ENOENT' || code === 'ENOTDIR') return null
    throw refusal('configuration', `${path} cannot be read (${code}): check its owner and mode`)
  }
}

/** `ini` makes a tree of a section's name at its dots, of which a URL has many; here it is one name again. */
export function sectionsOf(text: string): Sections {
  const sections = new Map<string, Record<string, string>>()
  collect(parse(text), [], sections)
  return sections
}

function collect(
  tree: Record<string, unknown>,
  path: readonly string[],
  sections: Map<string, Record<string, string>>,
) {
  const values = Object.entries(tree).filter(([, value]) => typeof value !== 'object')
  if (values.length > 0 && path.length > 0) {
    sections.set(path.join('.'), Object.fromEntries(values.map(([name, value]) => [name, String(value).trim()])))
  }
  for (const [name, value] of Object.entries(tree)) {
    if (value !== null && typeof value === 'object')
      collect(value as Record<string, unknown>, [...path, name], sections)
  }
}

/** The text of a file with values set in one section; every other line, comments too, stays as it is. */
export function withValues(text: string, section: string, values: Readonly<Record<string, string>>): string {
  const lines = text === '' ? [] : text.replace(/\n$/, '').split('\n')
  const head = lines.findIndex((line) => line.trim() === `[${section}]`)
  const added = Object.entries(values).map(([name, value]) => `${name}=${value}`)
  if (head < 0) return `${[...lines, ...(lines.length > 0 ? [''] : []), `[${section}]`, ...added].join('\n')}\n`
  const after = lines.findIndex((line, index) => index > head && line.trim().startsWith('['))
  const end = after < 0 ? lines.length : after
  const kept = lines.slice(head + 1, end).filter((line) => !(nameIn(line) in values))
  const trimmed = kept.findLastIndex((line) => line.trim() !== '') + 1
  return `${[...lines.slice(0, head + 1), ...kept.slice(0, trimmed), ...added, ...kept.slice(trimmed), ...lines.slice(end)].join('\n')}\n`
}

function nameIn(line: string): string {
  return line.split('=')[0]?.trim() ?? ''
}
