import { homedir } from 'node:os'
import { createInterface } from 'node:readline/promises'
import { Writable } from 'node:stream'
import { text } from 'node:stream/consumers'
import { setTimeout as sleep } from 'node:timers/promises'
import { exitCodes } from './exit-codes.ts'
import type { Terminal } from './terminal.ts'

/** The terminal that this process was started from. */
export function processTerminal(): Terminal {
  const { stdin, stdout, stderr } = process
  for (const stream of [stdout, stderr]) stream.on('error', onWriteError)
  return {
    out: (data) => void stdout.write(data),
    error: (line) => void stderr.write(line),
    outIsTerminal: stdout.isTTY === true,
    errorIsTerminal: stderr.isTTY === true,
    canAsk: stdin.isTTY === true && stderr.isTTY === true,
    columns: stdout.columns ?? 80,
    environment: process.env,
    folder: process.cwd(),
    home: homedir(),
    systemFolder: '/etc',
    now: () => Date.now(),
    sleep: (milliseconds) => sleep(milliseconds),
    ask: askLine,
    readInput: () => text(stdin),
    fetch: globalThis.fetch,
  }
}

/**
 * `odnowa services | head` closes the pipe early, which is no error: what is said from then on is lost, but what was begun is
 * finished, since a payment may be under way. A full disk is one.
 */
function onWriteError({ code }: NodeJS.ErrnoException): void {
  if (code === 'EPIPE') return
  process.stderr.write(`odnowa: the output cannot be written (${code})\n`)
  process.exit(exitCodes.refused.code)
}

/** Asks on standard error, so that standard output holds results alone. */
async function askLine(question: string, { secret = false } = {}): Promise<string | null> {
  // readline draws the line anew as it is typed, so that it must know the question; where nothing is shown it cannot
  if (secret) process.stderr.write(question)
  const nowhere = new Writable({ write: (_chunk, _encoding, done) => done() })
  const reader = createInterface({
    input: process.stdin,
    output: secret ? nowhere : process.stderr,
    terminal: process.stdin.isTTY === true,
  })
  const ended = new Promise<null>((resolve) => reader.once('close', () => resolve(null)))
  const interrupted = new Promise<null>((resolve) => reader.once('SIGINT', () => resolve(null)))
  const line = await Promise.race([reader.question(secret ? '' : question), ended, interrupted])
  reader.close()
  if (secret || line === null) process.stderr.write('\n')
  return line
}
