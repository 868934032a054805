/** Emits the workspace in the current folder for its package: JavaScript and types in `dist/`, nothing left of an earlier run. */
import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { run } from './run.ts'

const workspace = process.cwd()
rmSync(join(workspace, 'dist'), { recursive: true, force: true })
process.exitCode = await run('tsc', ['--project', workspace, '--pretty', 'false'])
