import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { modelFiles } from './contract/models-text.ts'
import { operationFiles } from './contract/operations-text.ts'
import { readBetaOperations, readReference } from './contract/reference.ts'

/** Writes the contract's models and operations from contract/reference/; `--check` only says which files are stale. */
const source = fileURLToPath(new URL('../contract/src/', import.meta.url))

/** Names of the files, below contract/src, that do not say what the reference document says. */
export function staleFiles(): readonly string[] {
  const wanted = wantedFiles()
  const changed = [...wanted].filter(([file, text]) => readIfThere(file) !== text).map(([file]) => file)
  return [...changed, ...generatedFiles().filter((file) => !wanted.has(file))]
}

function writeFiles(): void {
  const wanted = wantedFiles()
  for (const file of generatedFiles()) if (!wanted.has(file)) rmSync(join(source, file))
  for (const [file, text] of wanted) {
    mkdirSync(dirname(join(source, file)), { recursive: true })
    writeFileSync(join(source, file), text)
  }
  console.log(`${wanted.size} files written`)
}

function wantedFiles(): ReadonlyMap<string, string> {
  const reference = readReference()
  return new Map([...modelFiles(reference), ...operationFiles(reference, readBetaOperations())])
}

function generatedFiles(): readonly string[] {
  const files = readdirSync(source, { recursive: true, encoding: 'utf8' })
  return files.filter((file) => file.endsWith('.generated.ts'))
}

function readIfThere(file: string): string | null {
  return existsSync(join(source, file)) ? readFileSync(join(source, file), 'utf8') : null
}

if (import.meta.main) {
  if (!process.argv.includes('--check')) writeFiles()
  else {
    const stale = staleFiles()
    for (const file of stale) console.error(`contract/src/${file} is stale: run node scripts/generate-contract.ts`)
    process.exitCode = stale.length === 0 ? 0 : 1
  }
}
