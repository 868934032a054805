import { readdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { makeFolder } from '../../e2e/src/folder.ts'
import { startSandbox } from '../../e2e/src/sandbox.ts'
import type { Figure } from './figures.ts'

const restSeconds = 10

/**
 * (e) What a sandbox that nobody calls holds in memory: the server's resident set, and beside it PostgreSQL's share (pages that its
 * processes share are counted once). Where there is no /proc, nothing is measured.
 */
export async function memoryAtRest(): Promise<Figure[]> {
  const folder = makeFolder('odnowa-memory-')
  const sandbox = await startSandbox({ data: join(folder, 'data') })
  try {
    await wait(restSeconds * 1000)
    const server = kilobytes(sandbox.pid, 'status', 'VmRSS')
    if (server === null) return []
    const postgres = descendantsOf(sandbox.pid).map((pid) => kilobytes(pid, 'smaps_rollup', 'Pss') ?? 0)
    const shared = postgres.reduce((sum, each) => sum + each, 0)
    return [
      figure('(e) server at rest', server),
      figure(`(e) its PostgreSQL at rest, ${postgres.length} processes`, shared),
    ]
  } finally {
    await sandbox.stop()
    rmSync(folder, { recursive: true, force: true })
  }
}

function figure(scenario: string, kilobytesHeld: number): Figure {
  return { scenario, measured: `${Math.round(kilobytesHeld / 1024)} MiB`, floor: '', ratio: null }
}

function kilobytes(pid: number, file: 'status' | 'smaps_rollup', field: string): number | null {
  try {
    const text = readFileSync(`/proc/${pid}/${file}`, 'utf8')
    return Number(new RegExp(`^${field}:\\s+(\\d+) kB`, 'm').exec(text)?.[1])
  } catch {
    return null
  }
}

function descendantsOf(pid: number): readonly number[] {
  const parents = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map((name) => ({ pid: Number(name), parent: parentOf(name) }))
  const found = new Set([pid])
  for (const above of found) for (const each of parents) if (each.parent === above) found.add(each.pid)
  found.delete(pid)
  return [...found]
}

/** Field 4 of `/proc/<pid>/stat`; the name before it may hold spaces. */
function parentOf(name: string): number | null {
  try {
    return Number(readFileSync(`/proc/${name}/stat`, 'utf8').split(') ').at(-1)?.split(' ')[1])
  } catch {
    return null
  }
}
