/** Emits the workspace in the current folder for its package: JavaScript and types in `dist/`, nothing left of an earlier run. */
import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { run } from './run.ts'

const workspace = process.cwd()
const output = join(workspace, 'dist')
rmSync(output, { recursive: true, force: true })
process.exitCode = await run('tsc', ['--project', workspace, '--pretty', 'false'])
for (const file of readdirSync(output, { recursive: true, encoding: 'utf8' })) {
  if (file.endsWith('.js')) nameEmitted(join(output, file))
}

/** A source of another workspace is `@odnowa/sdk/many.ts`; what is emitted of it is `@odnowa/sdk/many`. */
function nameEmitted(file: string): void {
  const text = readFileSync(file, 'utf8')
  const named = text.replace(/(['"])(@odnowa\/[\w./-]+)\.ts\1/g, '$1$2$1')
  if (named !== text) writeFileSync(file, named)
}
