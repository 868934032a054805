import { execFile } from 'node:child_process'
import { cpSync, readdirSync, writeFileSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { promisify } from 'node:util'
import { root } from './sandbox.ts'

const runFile = promisify(execFile)

/**
 * A project of its own in `folder`, which is empty: the files of e2e/plain-project, and the SDK packed as for a registry and
 * installed offline. @returns the folder of the installed package
 */
export async function makePlainProject(folder: string): Promise<string> {
  await runFile('npm', ['pack', '--workspace', 'sdk', '--pack-destination', folder], { cwd: root })
  const [archive = ''] = readdirSync(folder).filter((file) => file.endsWith('.tgz'))
  writeFileSync(join(folder, 'package.json'), JSON.stringify({ name: 'plain', private: true, type: 'module' }))
  await runFile('npm', ['install', '--offline', '--no-audit', '--no-fund', `./${archive}`], { cwd: folder })
  cpSync(join(root, 'e2e', 'plain-project'), folder, { recursive: true })
  writeFileSync(join(folder, 'node.d.ts'), nodeTypes)
  return join(folder, 'node_modules', '@odnowa', 'sdk')
}

/** Compiles the project against the package's own types. @returns what the compiler complained of, nothing when all is well */
export async function compile(project: string, module: 'nodenext' | 'esnext'): Promise<string> {
  const compilerOptions = {
    target: 'es2022',
    lib: ['es2022', 'dom'],
    types: [],
    strict: true,
    exactOptionalPropertyTypes: true,
    module,
    moduleResolution: module === 'nodenext' ? 'nodenext' : 'bundler',
  }
  writeFileSync(join(project, 'tsconfig.json'), JSON.stringify({ compilerOptions, include: ['*.ts'] }))
  const tsc = join(root, 'node_modules', '.bin', 'tsc')
  return runFile(tsc, ['--project', project]).then(
    ({ stdout }) => stdout,
    (error: { stdout: string }) => error.stdout,
  )
}

/** The system's own Node where the SDK is for it, which is an older one than ours; else ours. */
export async function plainNode(): Promise<string> {
  const folders = (process.env.PATH ?? '').split(delimiter).filter((folder) => !folder.includes('node_modules'))
  for (const folder of folders) {
    const program = join(folder, 'node')
    const version = await runFile(program, ['--version']).then(
      ({ stdout }) => Number.parseInt(stdout.slice(1), 10),
      () => 0,
    )
    if (version >= 20) return program
  }
  return process.execPath
}

/** As much of Node as the program uses: the project has no packages but the SDK's. */
const nodeTypes = `declare module 'node:fs' {
  export function readFileSync(path: string, encoding: 'utf8'): string
}
declare const process: { argv: string[]; version: string; stdout: { write(text: string): void } }
`
