import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { delimiter } from 'node:path'
import { fileURLToPath } from 'node:url'

export const repository = fileURLToPath(new URL('..', import.meta.url))

/** With the tools that `npm ci` brought, its Node first of all, also when the script was not started by npm. */
const environment = {
  ...process.env,
  PATH: `${repository}node_modules/.bin${delimiter}${process.env.PATH ?? ''}`,
}

/**
 * Runs a tool in the repository with its output on ours.
 * @param settings added to its environment
 * @returns its exit code
 */
export async function run(
  command: string,
  words: readonly string[],
  settings: Readonly<Record<string, string>> = {},
): Promise<number> {
  const child = spawn(command, words, { cwd: repository, env: { ...environment, ...settings }, stdio: 'inherit' })
  const [code] = await once(child, 'exit')
  return code ?? 1
}

/** Runs a tool in the repository and keeps its output until it is done. @param settings added to its environment */
export async function runQuietly(
  command: string,
  words: readonly string[],
  settings: Readonly<Record<string, string>> = {},
): Promise<{ readonly code: number; readonly output: string }> {
  const env = { ...environment, ...settings }
  const child = spawn(command, words, { cwd: repository, env, stdio: ['ignore', 'pipe', 'pipe'] })
  let output = ''
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (output += chunk))
  const [code] = await once(child, 'close')
  return { code: code ?? 1, output }
}
