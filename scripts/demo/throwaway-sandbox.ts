import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { repository } from '../run.ts'

export interface ThrowawaySandbox {
  /** The public URL and `/1.0`. */
  readonly endpoint: string
  /** Ends it, and waits until its database is down. */
  readonly stop: () => Promise<void>
}

const patienceMilliseconds = 60_000

/**
 * Starts a sandbox on a free port with its data in `<folder>/data`, and waits until it is ready. An aborted signal ends it at any
 * time. @throws with what it said when it ends before it is ready
 */
export async function startThrowawaySandbox(folder: string, signal: AbortSignal): Promise<ThrowawaySandbox> {
  const data = join(folder, 'data')
  const program = join(repository, 'server', 'src', 'main', 'serve.ts')
  const child = spawn(process.execPath, [program, '--port', '0', '--data', data], {
    cwd: repository,
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const ended = once(child, 'close')
  const stop = async () => {
    child.kill('SIGTERM')
    await ended
  }
  let output = ''
  const ready = new Promise<void>((resolve) => {
    const listen = (chunk: Buffer) => {
      output += chunk
      if (output.includes('Odnowa is ready')) resolve()
    }
    child.stdout.on('data', listen)
    child.stderr.on('data', listen)
  })
  signal.addEventListener('abort', () => void child.kill('SIGTERM'))
  const late = AbortSignal.timeout(patienceMilliseconds)
  late.addEventListener('abort', () => void (output.includes('Odnowa is ready') || child.kill('SIGTERM')))
  await Promise.race([ready, ended])
  if (child.exitCode !== null || signal.aborted) {
    await ended
    throw new Error(`the sandbox ended before it was ready:\n${output}`)
  }
  return { endpoint: JSON.parse(readFileSync(join(data, 'sandbox.json'), 'utf8')).endpoint, stop }
}
