import { isRefusal } from '../database/refusal.ts'
import { settingsHelp } from './setting-table.ts'
import { readSettings } from './settings.ts'

// npm start: starts the server, and stops it at Ctrl-C, SIGTERM or the end of the npm that started it. A second signal, half a
// second later or more, ends it at once: npm hands on the signal that the terminal has sent us already.

const echoMilliseconds = 500
const exitCodes = { SIGINT: 130, SIGTERM: 143 } as const

const stack = new AsyncDisposableStack()
let ready = false
let stopping: { readonly since: number; readonly code: number } | null = null

process.on('SIGINT', () => interrupt('SIGINT'))
process.on('SIGTERM', () => interrupt('SIGTERM'))
if (process.env.npm_lifecycle_event) stopWithParent()

const words = process.argv.slice(2)
if (words.includes('--help')) {
  process.stdout.write(settingsHelp())
  process.exit(0)
}
try {
  const settings = readSettings(words, process.env)
  const { startServer } = await import('./start-server.ts')
  await startServer(settings, { stack, tell, proceed })
  ready = true
  if (stopping) await end(0)
} catch (error) {
  if (!stopping) process.stderr.write(`odnowa: ${explain(error)}\n`)
  await end(exitCode())
}

function interrupt(signal: keyof typeof exitCodes): void {
  if (stopping) {
    if (performance.now() - stopping.since > echoMilliseconds) process.exit(stopping.code)
    return
  }
  stopping = { since: performance.now(), code: exitCodes[signal] }
  tell(`stopping (${signal}); once more to end at once`)
  if (ready) void end(0)
}

/** A killed npm leaves its child behind, which would keep the port and the data folder. */
function stopWithParent(): void {
  const parent = process.ppid
  const watch = setInterval(() => {
    if (process.ppid === parent) return
    clearInterval(watch)
    interrupt('SIGTERM')
  }, 500)
  watch.unref()
}

/** Gives up a start that was interrupted; what has been started by then is stopped. */
function proceed(): void {
  if (stopping) throw new Error('interrupted')
}

function exitCode(): number {
  return stopping?.code ?? 1
}

async function end(code: number): Promise<void> {
  try {
    await stack.disposeAsync()
  } catch (error) {
    process.stderr.write(`odnowa: ${explain(error)}\n`)
    process.exit(1)
  }
  process.exit(code)
}

function explain(error: unknown): string {
  if (isRefusal(error)) return `${error.message} (${error.code})`
  return error instanceof Error ? (error.stack ?? error.message) : String(error)
}

function tell(line: string): void {
  process.stdout.write(`${line}\n`)
}
