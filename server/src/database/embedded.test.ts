import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmod, mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Embedded, startEmbedded } from './embedded.ts'
import { removeAbandoned } from './embedded-abandoned.ts'

let root: string
/** With a space in its path, longer than a socket's path may be. */
let data: string
beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'odnowa embedded-'))
  await chmod(root, 0o755)
  data = join(root, 'a folder', 'x'.repeat(120))
  await mkdir(data, { recursive: true })
})
afterAll(async () => {
  await rm(root, { recursive: true })
  await removeAbandoned()
})

const start = (dataFolder = data, report?: (line: string) => void) =>
  startEmbedded({ dataFolder, settings: { fsync: 'off' }, ...(report ? { report } : {}) })

async function query(url: string, text: string): Promise<unknown[]> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    return (await client.query({ text, rowMode: 'array' })).rows
  } finally {
    await client.end()
  }
}

const notes = (embedded: Embedded) => query(embedded.url, 'select text from notes order by 1')

describe('the embedded PostgreSQL', () => {
  test('keeps its data from one start to the next', async () => {
    const first = await start()
    await query(first.url, "create table notes (text text); insert into notes values ('first')")
    await first.stop()
    const second = await start()
    expect(await notes(second)).toEqual([['first']])
    await second.stop()
  })

  test('is durable, listens on the loopback address only, and wants its password', async () => {
    const embedded = await startEmbedded({ dataFolder: data })
    const names = ['fsync', 'synchronous_commit', 'listen_addresses', 'unix_socket_directories', 'data_checksums']
    const shown = await Promise.all(names.map((name) => query(embedded.url, `show ${name}`)))
    expect(shown.flat(2)).toEqual(['on', 'on', '127.0.0.1', '', 'on'])
    const stranger = new URL(embedded.url)
    stranger.password = 'guessed'
    await expect(query(stranger.href, 'select 1')).rejects.toThrow('password authentication failed')
    expect((await stat(join(embedded.place, 'password'))).mode & 0o777).toBe(0o600)
    await embedded.stop()
  })

  test('that a killed server left behind is stopped, and its data are there', async () => {
    const child = spawn(process.execPath, [
      fileURLToPath(new URL('../../test/embedded-child.ts', import.meta.url)),
      data,
    ])
    const [line] = await once(child.stdout, 'data')
    const left = String(line).trim()
    await query(left, "insert into notes values ('second')")
    child.kill('SIGKILL')
    await once(child, 'exit')
    const reports: string[] = []
    const embedded = await start(data, (report) => reports.push(report))
    expect(reports).toEqual([expect.stringContaining('left behind')])
    expect(await notes(embedded)).toEqual([['first'], ['second']])
    await expect(query(left, 'select 1')).rejects.toThrow()
    await embedded.stop()
  })

  test('is started again on its port when it is killed itself', async () => {
    const embedded = await start()
    process.kill(
      Number((await readFile(join(embedded.place, 'cluster', 'postmaster.pid'), 'utf8')).split('\n')[0]),
      'SIGKILL',
    )
    await wait(50)
    await expect.poll(() => notes(embedded).catch(() => null), { timeout: 20_000 }).toEqual([['first'], ['second']])
    await embedded.stop()
  })

  test('starts although its process id belongs to another process by now', async () => {
    const pidFile = join(data, 'postgres', 'cluster', 'postmaster.pid')
    await writeFile(pidFile, `${process.pid}\n/elsewhere\n1700000000\n5432\n\n127.0.0.1\n0 0\nready\n`, { mode: 0o600 })
    const embedded = await start()
    expect(await notes(embedded)).toEqual([['first'], ['second']])
    await embedded.stop()
  })

  test('is not shared: a second start on the same folder is a refusal', async () => {
    const embedded = await start()
    await expect(start()).rejects.toMatchObject({ code: 'DATA_FOLDER_IN_USE', message: expect.stringContaining(data) })
    expect(await notes(embedded)).toEqual([['first'], ['second']])
    await embedded.stop()
  })

  test('of another major version is a refusal', async () => {
    const file = join(data, 'postgres', 'cluster', 'PG_VERSION')
    const version = await readFile(file)
    await writeFile(file, '17\n')
    await expect(start()).rejects.toMatchObject({ code: 'CLUSTER_OF_ANOTHER_VERSION' })
    await writeFile(file, version)
  })

  test('clears away what an interrupted first start left', async () => {
    const fresh = join(root, 'interrupted')
    await mkdir(join(fresh, 'postgres', 'draft-of-a-killed-initdb', 'cluster'), { recursive: true })
    const embedded = await start(fresh)
    await embedded.stop()
    expect((await readdir(embedded.place)).sort()).toEqual(['cluster', 'password', 'postgres.log', 'server.lock'])
  })

  test('is not made anew when the folder that has it is gone', async () => {
    const moved = join(root, 'moved')
    await mkdir(moved)
    await writeFile(join(moved, 'postgres.location'), join(root, 'nowhere'))
    await expect(start(moved)).rejects.toMatchObject({
      code: 'CLUSTER_GONE',
      message: expect.stringContaining('nowhere'),
    })
  })
})

async function placeOf(dataFolder: string): Promise<string> {
  const embedded = await start(dataFolder)
  await embedded.stop()
  return embedded.place
}

describe.runIf(process.getuid?.() === 0)('run by root', () => {
  test('PostgreSQL runs as somebody else, in a place that he can reach', async () => {
    const closed = join(root, 'closed')
    await mkdir(closed, { mode: 0o700 })
    const embedded = await start(closed)
    expect(embedded.place).toMatch(/^\/var\/lib\/odnowa\//)
    expect((await stat(join(embedded.place, 'cluster'))).uid).not.toBe(0)
    await query(embedded.url, 'create table notes (text text)')
    await embedded.stop()
    const again = await start(closed)
    expect(again.place).toBe(embedded.place)
    expect(await notes(again)).toEqual([])
    await again.stop()
  })

  test('such a place is cleared away once its data folder in the temporary folder is gone, and no other is', async () => {
    const [gone, kept] = [join(root, 'gone'), join(root, 'kept')]
    for (const folder of [gone, kept]) await mkdir(folder, { mode: 0o700 })
    const places = await Promise.all([gone, kept].map(placeOf))
    await rm(gone, { recursive: true })
    const third = join(root, 'third')
    await mkdir(third, { mode: 0o700 })
    await placeOf(third)
    const found = await Promise.all(places.map((place) => stat(place).catch(() => null)))
    expect(found.map((each) => each !== null)).toEqual([false, true])
  })
})
