import { type ChildProcessByStdio, spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Readable } from 'node:stream'
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
  const heard = listen(child)
  signal.addEventListener('abort', () => void child.kill('SIGTERM'))
  const late = AbortSignal.timeout(patienceMilliseconds)
  late.addEventListener('abort', () => void (heard.isReady() || child.kill('SIGTERM')))
  await Promise.race([heard.ready, ended])
  if (child.exitCode !== null || signal.aborted) {
    await ended
    throw new Error(`the sandbox ended before it was ready:\n${heard.output()}`)
  }
  return { endpoint: JSON.parse(readFileSync(join(data, 'sandbox.json'), 'utf8')).endpoint, stop }
}

/** All that a server says, and when it says that it is ready. */
function listen({ stdout, stderr }: ChildProcessByStdio<null, Readable, Readable>) {
  let output = ''
  const isReady = () => output.includes('Odnowa is ready')
  const ready = new Promise<void>((resolve) => {
    const hear = (chunk: Buffer) => {
      output += chunk
      if (isReady()) resolve()
    }
    stdout.on('data', hear)
    stderr.on('data', hear)
  })
  return { ready, isReady, output: () => output }
}
