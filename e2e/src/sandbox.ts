import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'

/** What `sandbox.json` tells (interface.md). */
export interface SandboxFile {
  readonly endpoint: string
  readonly applicationKey: string
  readonly applicationSecret: string
  readonly consumerKey: string
  readonly adminToken: string
  readonly account: string
  readonly password: string
}

export interface Sandbox extends SandboxFile {
  /** The server's process. */
  readonly pid: number
  /** Milliseconds from the start of the process until it said that it was ready. */
  readonly readyAfter: number
  /** Calls `/admin` or `/sandbox` with the admin token; throws on a status of 400 or more. */
  operator<Answer>(method: string, path: string, body?: unknown): Promise<Answer>
  /** Ctrl-C, and waits for the end. */
  stop(): Promise<void>
  /** kill -9, and waits for the end. */
  kill(): Promise<void>
}

export const root = join(import.meta.dirname, '..', '..')
export const serveProgram = join(root, 'server', 'src', 'main', 'serve.ts')

/** Starts a sandbox as a person does, on a free port, and waits until it has written `sandbox.json`. */
export async function startSandbox(options: {
  readonly data: string
  readonly flags?: readonly string[]
  readonly program?: string
  readonly environment?: Record<string, string>
}): Promise<Sandbox> {
  const startedAt = performance.now()
  const child = spawn(
    process.execPath,
    [options.program ?? serveProgram, '--port', '0', '--data', options.data, ...(options.flags ?? [])],
    { cwd: root, env: { ...process.env, ...options.environment }, stdio: ['ignore', 'pipe', 'pipe'] },
  )
  let output = ''
  child.stdout.on('data', (chunk) => (output += chunk))
  child.stderr.on('data', (chunk) => (output += chunk))
  const file = await readWhenReady(child, join(options.data, 'sandbox.json'), startedAt, () => output)
  const origin = file.endpoint.replace(/\/1\.0$/, '')
  const end = async (signal: NodeJS.Signals) => {
    if (child.exitCode === null && child.signalCode === null) {
      child.kill(signal)
      await once(child, 'exit')
    }
  }
  return {
    ...file,
    pid: child.pid ?? 0,
    readyAfter: performance.now() - startedAt,
    operator: (method, path, body) => callOperator(origin, file.adminToken, method, path, body),
    stop: () => end('SIGINT'),
    kill: () => end('SIGKILL'),
  }
}

async function readWhenReady(
  child: ChildProcess,
  path: string,
  startedAt: number,
  output: () => string,
): Promise<SandboxFile> {
  const startedWall = performance.timeOrigin + startedAt
  for (;;) {
    if (child.exitCode !== null) throw new Error(`the server ended with ${child.exitCode}:\n${output()}`)
    if (performance.now() - startedAt > 60_000) throw new Error(`the server was not ready in 60 s:\n${output()}`)
    const file = readFresh(path, startedWall)
    if (file && (await healthy(file.endpoint))) return file
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
}

function readFresh(path: string, since: number): SandboxFile | null {
  try {
    return statSync(path).mtimeMs >= since - 1 ? JSON.parse(readFileSync(path, 'utf8')) : null
  } catch {
    return null
  }
}

async function healthy(endpoint: string): Promise<boolean> {
  if (endpoint.startsWith('https:')) return true
  try {
    return (await fetch(endpoint.replace(/\/1\.0$/, '/health'))).ok
  } catch {
    return false
  }
}

async function callOperator<Answer>(
  origin: string,
  token: string,
  method: string,
  path: string,
  body: unknown,
): Promise<Answer> {
  const answer = await fetch(`${origin}${path}`, {
    method,
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  })
  const text = await answer.text()
  if (!answer.ok) throw new Error(`${method} ${path} answered ${answer.status}: ${text}`)
  return JSON.parse(text) as Answer
}
