import { type ChildProcess, execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { open, readFile, rm } from 'node:fs/promises'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { promisify } from 'node:util'
import type { Binaries } from './embedded-binaries.ts'
import { clusterEnvironment } from './embedded-cluster.ts'
import type { RunAs } from './embedded-user.ts'
import { refusal } from './refusal.ts'

const run = promisify(execFile)

export interface Start {
  readonly binaries: Binaries
  readonly user: RunAs
  /** PostgreSQL's own data folder. */
  readonly folder: string
  readonly logFile: string
  readonly port: number
  /** `-c name=value`, for tests. */
  readonly settings: Readonly<Record<string, string>>
}

export interface Postmaster {
  readonly process: ChildProcess
  /** Fast shutdown: open transactions are rolled back, the data is written out. */
  stop(): Promise<void>
}

const startSeconds = 60
const stopSeconds = 30

/**
 * Starts PostgreSQL on a loopback port and waits until it serves.
 * @throws POSTGRES_DID_NOT_START with the end of its log
 */
export async function startPostmaster(start: Start): Promise<Postmaster> {
  const child = await spawnPostgres(start)
  if (!(await isReady(child, start.folder))) {
    child.kill('SIGQUIT')
    throw refusal(
      'POSTGRES_DID_NOT_START',
      `PostgreSQL did not start; ${start.logFile} ends:\n${await tail(start.logFile)}`,
    )
  }
  return { process: child, stop: () => stop(child) }
}

/** A process that ends with ours, when we end without stopping it. */
async function spawnPostgres({ binaries, folder, logFile, port, user, settings }: Start): Promise<ChildProcess> {
  const log = await open(logFile, 'a', 0o600)
  // detached: Ctrl-C in a terminal goes to the whole process group, and would stop the database before the server has finished
  const child = spawn(join(binaries, 'bin', 'postgres'), ['-D', folder, ...settingFlags(port, settings)], {
    ...user,
    cwd: '/',
    env: clusterEnvironment(),
    detached: true,
    stdio: ['ignore', log.fd, log.fd],
  })
  const stopWithUs = () => child.kill('SIGINT')
  process.once('exit', stopWithUs)
  child.once('exit', () => process.removeListener('exit', stopWithUs))
  await once(child, 'spawn')
  await log.close()
  return child
}

function settingFlags(port: number, settings: Start['settings']): readonly string[] {
  return Object.entries({
    listen_addresses: '127.0.0.1',
    port: String(port),
    unix_socket_directories: '',
    log_checkpoints: 'off',
    // a new house fills its tables in minutes: plans made for empty ones are made anew as soon as PostgreSQL has looked at them
    autovacuum_naptime: '10s',
    ...settings,
  }).flatMap(([name, value]) => ['-c', `${name}=${value}`])
}

/** A loopback port that is free now. */
export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  server.close()
  await once(server, 'close')
  if (address === null || typeof address === 'string') throw new Error('a TCP server has a port')
  return address.port
}

/**
 * Stops the PostgreSQL that a killed server left behind on this cluster, and clears a `postmaster.pid` whose process id belongs to
 * somebody else by now. Call it only under the folder's lock.
 * @returns whether one was running
 */
export async function stopLeftBehind(folder: string): Promise<boolean> {
  const pidFile = join(folder, 'postmaster.pid')
  const pid = await recordedPid(pidFile)
  if (!pid || !isAlive(pid)) return false // PostgreSQL itself clears the file of a process that is no more
  if (!(await commandLine(pid)).includes(folder)) {
    await rm(pidFile, { force: true })
    return false
  }
  for (const signal of ['SIGINT', 'SIGQUIT'] as const) {
    process.kill(pid, signal)
    // PostgreSQL removes the file as its last act; the process may stay a while as a zombie that nobody has waited for
    if (await waitUntil(async () => (await recordedPid(pidFile)) !== pid || !isAlive(pid), stopSeconds)) return true
  }
  throw refusal(
    'POSTGRES_DOES_NOT_STOP',
    `PostgreSQL (process ${pid}) of an earlier server does not stop: end it by hand`,
  )
}

/** The process id on the first line of postmaster.pid; 0 without such a file. */
async function recordedPid(pidFile: string): Promise<number> {
  return Number((await readFile(pidFile, 'utf8').catch(() => '')).split('\n')[0])
}

async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const ended = once(child, 'exit')
  child.kill('SIGINT')
  const late = setTimeout(() => child.kill('SIGQUIT'), stopSeconds * 1000)
  await ended
  clearTimeout(late)
}

/** The eighth line of postmaster.pid is PostgreSQL's own word for its state; pg_ctl reads it too. */
async function isReady(child: ChildProcess, folder: string): Promise<boolean> {
  const ready = async () => {
    const lines = (await readFile(join(folder, 'postmaster.pid'), 'utf8').catch(() => '')).split('\n')
    return Number(lines[0]) === child.pid && lines[7]?.trim() === 'ready'
  }
  const over = () => child.exitCode !== null || child.signalCode !== null
  return (await waitUntil(async () => over() || (await ready()), startSeconds)) && !over()
}

async function waitUntil(condition: () => boolean | Promise<boolean>, seconds: number): Promise<boolean> {
  for (const end = performance.now() + seconds * 1000; performance.now() < end; ) {
    if (await condition()) return true
    await wait(10)
  }
  return false
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM'
  }
}

async function commandLine(pid: number): Promise<string> {
  try {
    return (await readFile(`/proc/${pid}/cmdline`, 'utf8')).replaceAll('\0', ' ')
  } catch {
    return run('ps', ['-o', 'command=', '-p', String(pid)]).then(
      ({ stdout }) => stdout,
      () => '',
    )
  }
}

async function tail(file: string): Promise<string> {
  const lines = (await readFile(file, 'utf8').catch(() => '')).trimEnd().split('\n')
  return lines.slice(-10).join('\n')
}
