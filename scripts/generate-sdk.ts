import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { familyOperations } from '../contract/src/family-operations.ts'
import { type Operation, operationKey } from '../contract/src/operation.ts'
import { operations } from '../contract/src/operations.ts'
import { methodFiles } from './sdk/methods.ts'
import { modelFiles } from './sdk/models.ts'
import { groupOf, operationFiles } from './sdk/operations.ts'
import type { Schema } from './sdk/schema.ts'

/** Writes the SDK's types and methods from the contract; `--check` only says which files are stale. */
const folder = fileURLToPath(new URL('../sdk/src/generated/', import.meta.url))

/** Names of the files, below sdk/src/generated, that do not say what the contract says. */
export function staleFiles(): readonly string[] {
  const wanted = wantedFiles()
  const changed = [...wanted].filter(([file, text]) => readIfThere(file) !== text).map(([file]) => file)
  return [...changed, ...writtenFiles().filter((file) => !wanted.has(file))]
}

/** Every operation once; where the reference document and the table of families both have one, the document's names its models. */
function allOperations(): readonly Operation[] {
  const byKey = new Map<string, Operation>()
  for (const operation of [...Object.values<Operation>(operations), ...familyOperations]) {
    const key = operationKey(operation)
    if (!byKey.has(key)) byKey.set(key, operation)
  }
  return [...byKey.values()].sort((left, right) => (left.path < right.path ? -1 : left.path > right.path ? 1 : 0))
}

function wantedFiles(): ReadonlyMap<string, string> {
  const all = allOperations()
  const groups = Map.groupBy(all, groupOf)
  const roots = all.flatMap(({ query, body, response }) => [query, response, ...(body ? [body] : [])]) as Schema[]
  return new Map([...modelFiles(roots), ...operationFiles(groups), ...methodFiles(groups)])
}

function writeFiles(): void {
  const wanted = wantedFiles()
  for (const file of writtenFiles()) if (!wanted.has(file)) rmSync(join(folder, file))
  for (const [file, text] of wanted) {
    mkdirSync(dirname(join(folder, file)), { recursive: true })
    writeFileSync(join(folder, file), text)
  }
  console.log(`${wanted.size} files written`)
}

function writtenFiles(): readonly string[] {
  if (!existsSync(folder)) return []
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' })
  return files.filter((file) => file.endsWith('.generated.ts'))
}

function readIfThere(file: string): string | null {
  return existsSync(join(folder, file)) ? readFileSync(join(folder, file), 'utf8') : null
}

if (import.meta.main) {
  if (!process.argv.includes('--check')) writeFiles()
  else {
    const stale = staleFiles()
    for (const file of stale) console.error(`sdk/src/generated/${file} is stale: run npm run sdk`)
    process.exitCode = stale.length === 0 ? 0 : 1
  }
}
