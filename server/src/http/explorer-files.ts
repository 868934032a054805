import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { stripTypeScriptTypes } from 'node:module'
import { fileURLToPath } from 'node:url'

/** A file of ours that the explorer's page is made of. */
export interface ExplorerFile {
  /** Below `/console/api`. */
  readonly path: string
  readonly type: string
  /** Read when first asked for, then kept. */
  readonly read: () => Promise<ServedText>
}

export interface ServedText {
  readonly content: string
  /** Quoted, as the header has it. */
  readonly etag: string
}

const modules = [
  'authorize',
  'credentials',
  'document',
  'explorer',
  'key-file',
  'key-panel',
  'operations',
  'page',
  'server-clock',
  'signing',
  'who-am-i',
]
const folder = new URL('../../explorer/', import.meta.url)

export const explorerFiles: readonly ExplorerFile[] = [
  ...['', '/'].map((path) => file(path, 'text/html; charset=utf-8', new URL('index.html', folder))),
  file('/explorer.css', 'text/css; charset=utf-8', new URL('explorer.css', folder)),
  ...modules.map((name) => module(`/${name}.ts`, new URL(`${name}.ts`, folder))),
  module('/contract/signature.ts', new URL(import.meta.resolve('@odnowa/contract/signature.ts'))),
]

function file(path: string, type: string, source: URL, change = (text: string) => text): ExplorerFile {
  let served: Promise<ServedText> | null = null
  const read = async () => {
    const content = change(await readFile(fileURLToPath(source), 'utf8'))
    return { content, etag: `"${createHash('sha256').update(content).digest('base64url')}"` }
  }
  return {
    path,
    type,
    read: () => {
      served ??= read()
      return served
    },
  }
}

function module(path: string, source: URL): ExplorerFile {
  return file(path, 'text/javascript; charset=utf-8', source, asJavaScript)
}

/** TypeScript as a browser runs it: without its types, and with addresses where Node has names of packages. */
function asJavaScript(source: string): string {
  return stripQuietly(source).replaceAll("'@odnowa/contract/", "'./contract/")
}

/** Node calls the stripping of types experimental, though it runs all of this server; its warning would stand in the log. */
function stripQuietly(source: string): string {
  const { emitWarning } = process
  process.emitWarning = () => {}
  try {
    return stripTypeScriptTypes(source)
  } finally {
    process.emitWarning = emitWarning
  }
}
