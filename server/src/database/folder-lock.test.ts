import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { lockFolder } from './folder-lock.ts'

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'odnowa lock-'))
})
afterAll(() => rm(folder, { recursive: true }))

const module = new URL('./folder-lock.ts', import.meta.url).href

/** A process that has taken the folder and says so. */
async function holder() {
  const script = `const { lockFolder } = await import(${JSON.stringify(module)}); await lockFolder(process.argv[1]);
    console.log('held'); setInterval(() => {}, 1000)`
  const child = spawn(process.execPath, ['--input-type=module', '-e', script, folder])
  await once(child.stdout, 'data')
  return child
}

test('a folder is one process at a time, and the refusal names the other', async () => {
  const other = await holder()
  await expect(lockFolder(folder)).rejects.toMatchObject({
    code: 'DATA_FOLDER_IN_USE',
    message: expect.stringContaining(`process ${other.pid}`),
  })
  other.kill('SIGKILL')
  await once(other, 'exit')
})

test('a process that was killed has the folder no more, whatever its file still says', async () => {
  await writeFile(join(folder, 'server.pid'), `${process.pid}\n`)
  const lock = await lockFolder(folder)
  await expect(lockFolder(folder)).rejects.toMatchObject({ code: 'DATA_FOLDER_IN_USE' })
  await lock.release()
  expect(await readdir(folder)).toEqual(['server.lock'])
})

test('of many that start at once, one gets the folder', async () => {
  const ends = await Promise.allSettled(Array.from({ length: 8 }, () => lockFolder(folder)))
  const winners = ends.filter((end) => end.status === 'fulfilled')
  expect(winners).toHaveLength(1)
  await winners[0]?.value.release()
})

test('a folder that cannot be written to is a refusal', async () => {
  await writeFile(join(folder, 'server.lock'), 'no database at all, but a file of some length that is none')
  await expect(lockFolder(folder)).rejects.toMatchObject({ code: 'DATA_FOLDER' })
})
