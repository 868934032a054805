import { once } from 'node:events'
import { mkdtemp, readFile, rm, stat } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type TestDatabase, testDatabase } from '../../test/database.ts'
import type { Instant } from '../calendar/calendar.ts'
import type { SandboxClock } from '../calendar/sandbox-clock.ts'
import { originOf, probeAddress } from './listen-address.ts'
import { movableClock } from './movable-clock.ts'
import { writeSandboxFiles } from './sandbox-files.ts'
import { makeSeal } from './seal.ts'
import { demoKeys, sandboxAdminToken, sandboxSecretKey } from './secrets.ts'

let folder: string
let database: TestDatabase
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'odnowa-main-'))
  database = await testDatabase()
})
afterAll(async () => {
  await database.close()
  await rm(folder, { recursive: true })
})

describe('the seal', () => {
  const seal = makeSeal('a secret key of some length')

  test('opens what it sealed', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (plain) => seal.open(seal.seal(plain)) === plain),
      { numRuns: 50 },
    )
  })

  test('seals one text differently each time, without its letters', () => {
    const [one, other] = [seal.seal('the same text'), seal.seal('the same text')]
    expect(one.equals(other)).toBe(false)
    expect(one.includes('same')).toBe(false)
  })

  test('opens nothing that was changed, or sealed under another key', () => {
    const sealed = seal.seal('text')
    for (let index = 0; index < sealed.length; index++) {
      const changed = Buffer.from(sealed)
      changed[index] = (changed[index] ?? 0) ^ 1
      expect(() => seal.open(changed)).toThrow()
    }
    expect(() => makeSeal('another secret key').open(sealed)).toThrow()
  })
})

describe('the secrets of a sandbox', () => {
  test('the secret key is made once, and nobody else can read it', async () => {
    const key = await sandboxSecretKey(folder)
    expect(await sandboxSecretKey(folder)).toBe(key)
    expect((await stat(join(folder, 'secret.key'))).mode & 0o777).toBe(0o600)
  })

  test('keys follow from the secret key, and differ from each other', () => {
    const keys = [...Object.values(demoKeys('one')), sandboxAdminToken('one')]
    expect(demoKeys('one')).toEqual(demoKeys('one'))
    expect(new Set([...keys, ...Object.values(demoKeys('two'))]).size).toBe(9)
    for (const key of keys) expect(key).toMatch(/^[A-Za-z0-9]{16,40}$/)
  })

  test('are written for people and for the SDKs, mode 0600', async () => {
    const facts = {
      endpoint: 'http://127.0.0.1:8080/1.0',
      keys: demoKeys('one'),
      adminToken: 'token',
      account: 'ab12345-ovh',
    }
    const files = await writeSandboxFiles(folder, facts)
    expect(JSON.parse(await readFile(files.json, 'utf8'))).toEqual({
      endpoint: facts.endpoint,
      ...facts.keys,
      adminToken: 'token',
      account: 'ab12345-ovh',
    })
    const conf = await readFile(files.conf, 'utf8')
    expect(conf).toContain('[default]\nendpoint=http://127.0.0.1:8080/1.0\n')
    expect(conf).toContain(`[http://127.0.0.1:8080/1.0]\napplication_key=${facts.keys.applicationKey}\n`)
    for (const file of Object.values(files)) expect((await stat(file)).mode & 0o777).toBe(0o600)
  })
})

async function move(clock: SandboxClock, to: Instant): Promise<void> {
  await clock.standAt(to)
  await clock.runOn()
}

describe('the clock of a sandbox', () => {
  test('T7 stands while it is moved, and runs on from there', async () => {
    const clock = await movableClock(database.transaction)
    const place = clock.now().add({ hours: 24 })
    await clock.standAt(place)
    await sleep(20)
    expect(clock.now()).toEqual(place)
    await clock.runOn()
    const ahead = clock.now().epochMilliseconds - place.epochMilliseconds
    expect(ahead).toBeGreaterThanOrEqual(0)
    await sleep(20)
    expect(clock.now().epochMilliseconds - place.epochMilliseconds).toBeGreaterThan(ahead)
    await clock.reset()
  })

  test('T7 runs with real time, moves forward, never back, and its shift survives a restart', async () => {
    const clock = await movableClock(database.transaction)
    const start = clock.now()
    expect(Math.abs(start.epochMilliseconds - Temporal.Now.instant().epochMilliseconds)).toBeLessThan(1000)
    const later = start.add({ hours: 24 * 31 })
    await move(clock, later)
    await move(clock, start)
    for (const each of [clock, await movableClock(database.transaction)]) {
      const ahead = each.now().epochMilliseconds - later.epochMilliseconds
      expect(ahead).toBeGreaterThanOrEqual(0)
      expect(ahead).toBeLessThan(5000)
    }
    await clock.reset()
    expect(Math.abs(clock.now().epochMilliseconds - Temporal.Now.instant().epochMilliseconds)).toBeLessThan(1000)
  })
})

test('a clock that another process has moved is followed, but never over a move of its own', async () => {
  const [one, other] = [await movableClock(database.transaction), await movableClock(database.transaction)]
  const later = one.now().add({ hours: 48 })
  await move(one, later)
  expect(Temporal.Instant.compare(other.now(), later)).toBe(-1)
  await other.refresh()
  expect(Temporal.Instant.compare(other.now(), later)).toBe(1)
  const muchLater = later.add({ hours: 48 })
  await Promise.all([other.refresh(), move(other, muchLater)])
  expect(Temporal.Instant.compare(other.now(), muchLater)).toBeGreaterThanOrEqual(0)
  await one.reset()
  await other.refresh()
  expect(Temporal.Instant.compare(other.now(), later)).toBe(-1)
})

describe('the address', () => {
  test('a port in use is a refusal that names it', async () => {
    const server = createServer().listen(0, '127.0.0.1')
    await once(server, 'listening')
    const address = server.address()
    const port = address !== null && typeof address === 'object' ? address.port : 0
    await expect(probeAddress('127.0.0.1', port)).rejects.toMatchObject({
      code: 'PORT_IN_USE',
      message: expect.stringContaining(String(port)),
    })
    server.close()
  })

  test('port 0 is any free one', async () => {
    expect(await probeAddress('127.0.0.1', 0)).toBeGreaterThan(1023)
  })

  test('an address of another machine is a refusal', async () => {
    await expect(probeAddress('192.0.2.1', 0)).rejects.toMatchObject({ code: 'HOST_UNKNOWN' })
  })

  test.each([
    ['127.0.0.1', 8080, false, 'http://127.0.0.1:8080'],
    ['::1', 8443, true, 'https://[::1]:8443'],
    ['localhost', 80, false, 'http://localhost'],
  ])('%s %i %s is %s', (host, port, secure, origin) => {
    expect(originOf(host, port, secure)).toBe(origin)
  })
})
