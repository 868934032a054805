import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'

/** `npm start` as a process of its own, as its user sees it. */
export interface StartedServer {
  readonly process: ChildProcess
  /** What it has said so far, on standard output and error. */
  output(): string
  /** Resolves with the URL once it is ready; throws with the output when it ends before. */
  readonly ready: Promise<string>
  /** Resolves with the exit code (null: ended by a signal). */
  readonly ended: Promise<number | null>
}

const script = fileURLToPath(new URL('../src/main/serve.ts', import.meta.url))

/** Starts the server on any free port with these settings and nothing of ours in its environment. */
export function startedServer(
  flags: readonly string[],
  variables: Readonly<Record<string, string>> = {},
): StartedServer {
  const child = spawn(process.execPath, [script, '--port', '0', ...flags], {
    env: { PATH: process.env.PATH, TMPDIR: process.env.TMPDIR, ...variables },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let text = ''
  const ended = once(child, 'close').then(([code]) => code as number | null)
  const ready = new Promise<string>((resolve, reject) => {
    const listen = (chunk: Buffer) => {
      text += chunk
      const url = /ready at (\S+)\n/.exec(text)?.[1]
      if (url) resolve(url)
    }
    child.stdout.on('data', listen)
    child.stderr.on('data', listen)
    ended.then(() => reject(new Error(`the server ended before it was ready:\n${text}`)))
  })
  ready.catch(() => {}) // who only waits for the end does not ask
  return { process: child, output: () => text, ready, ended }
}
