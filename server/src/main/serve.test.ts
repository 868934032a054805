import { access, chmod, mkdtemp, readFile, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { signedHeaders } from '../../test/customer.ts'
import { type TestDatabase, testDatabase } from '../../test/database.ts'
import { startedServer } from '../../test/started-server.ts'
import type { CreatedCredentials } from '../actions/accounts/create-credentials.ts'

vi.setConfig({ testTimeout: 120_000 }) // several whole starts in one test

let folder: string
let database: TestDatabase
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'odnowa serve-'))
  await chmod(folder, 0o711)
  database = await testDatabase()
})
afterAll(async () => {
  await database.close()
  await rm(folder, { recursive: true })
})

const flags = (name: string, ...more: string[]) => ['--data', join(folder, name), ...more]

/** Starts a server that is expected to refuse, and answers what it says. */
async function refused(words: readonly string[], variables: Readonly<Record<string, string>> = {}): Promise<string> {
  const server = startedServer(words, variables)
  expect(await server.ended).toBe(1)
  return server.output()
}

describe('npm start', () => {
  test('makes a sandbox that answers, tells where it is, stands alone and stops in order', async () => {
    const data = join(folder, 'fresh')
    const server = startedServer(flags('fresh'))
    const url = await server.ready
    expect((await fetch(`${url}/health`)).status).toBe(200)
    for (const name of ['sandbox.json', 'ovh.conf', 'secret.key']) {
      expect((await stat(join(data, name))).mode & 0o777).toBe(0o600)
    }
    const facts = JSON.parse(await readFile(join(data, 'sandbox.json'), 'utf8'))
    expect(facts.endpoint).toBe(`${url}/1.0`)
    expect(await whoAmI(facts)).toBe('ab12345-ovh')
    expect(server.output()).toContain(join(data, 'sandbox.json'))
    expect(server.output()).toContain(join(data, 'ovh.conf'))

    expect(await refused(flags('fresh'))).toMatch(/another Odnowa server.*\(DATA_FOLDER_IN_USE\)/)
    const port = new URL(url).port
    expect(await refused(flags('other', '--port', port))).toMatch(new RegExp(`port ${port} .*\\(PORT_IN_USE\\)`))

    server.process.kill('SIGTERM')
    expect(await server.ended).toBe(0)
    await expect(access(join(data, 'postgres', 'cluster', 'postmaster.pid'))).rejects.toThrow()

    const again = startedServer(flags('fresh'))
    const endpoint = `${await again.ready}/1.0`
    expect(JSON.parse(await readFile(join(data, 'sandbox.json'), 'utf8'))).toEqual({ ...facts, endpoint })
    expect(await whoAmI({ ...facts, endpoint })).toBe('ab12345-ovh')
    again.process.kill('SIGINT')
    expect(await again.ended).toBe(0)
  })

  test('can be interrupted while it starts, and again and again', async () => {
    const first = startedServer(flags('interrupted'))
    await expect.poll(() => first.output(), { timeout: 20_000 }).toContain('starting PostgreSQL')
    first.process.kill('SIGINT')
    expect(await first.ended).toBe(130)
    const second = startedServer(flags('interrupted'))
    await second.ready
    second.process.kill('SIGKILL')
    await second.ended
    const third = startedServer(flags('interrupted'))
    await third.ready
    expect(third.output()).toContain('left behind')
    third.process.kill('SIGTERM')
    expect(await third.ended).toBe(0)
  })

  test('explains its settings', async () => {
    const server = startedServer(['--help'])
    expect(await server.ended).toBe(0)
    expect(server.output()).toContain('--public-url')
  })

  test.each([
    [['--prot', '1'], '--prot'],
    [['--tls-cert', '/nowhere.pem', '--tls-key', '/nowhere.pem'], '/nowhere.pem'],
    [['--host', '192.0.2.1'], '192.0.2.1'],
  ])('%j is refused by its name', async (words, name) => {
    expect(await refused(flags('refused', ...words))).toContain(name)
  })
})

describe('production', () => {
  const key = { ODNOWA_SECRET_KEY: 'a secret key of production' }
  const token = { ODNOWA_ADMIN_TOKEN: 'an admin token of production' }
  const production = (...more: string[]) => flags('production', '--mode', 'production', ...more)

  test('refuses to start without its secrets', async () => {
    expect(await refused(production(), token)).toContain('MISSING_SECRET_KEY')
    expect(await refused(production(), key)).toContain('MISSING_ADMIN_TOKEN')
  })

  test('has no sandbox: no routes, no files, no demo data', async () => {
    const server = startedServer(production('--database-url', database.url), { ...key, ...token })
    const url = await server.ready
    const headers = { authorization: `Bearer ${token.ODNOWA_ADMIN_TOKEN}` }
    expect((await fetch(`${url}/sandbox/clock`, { headers })).status).toBe(404)
    await expect(access(join(folder, 'production', 'sandbox.json'))).rejects.toThrow()
    expect(await query('select count(*)::int from accounts')).toEqual([[0]])
    server.process.kill('SIGTERM')
    expect(await server.ended).toBe(0)
  })

  test('refuses a database that was sealed under another secret key', async () => {
    const other = { ODNOWA_SECRET_KEY: 'another secret key' }
    expect(await refused(production('--database-url', database.url), { ...other, ...token })).toContain(
      'SECRET_KEY_MISMATCH',
    )
  })

  test.each([
    ['nobody listens', (url: URL) => Object.assign(url, { port: '1' }), 'DATABASE_UNREACHABLE'],
    ['the password is wrong', (url: URL) => Object.assign(url, { password: 'hush' }), 'DATABASE_REFUSED'],
    ['there is none of that name', (url: URL) => Object.assign(url, { pathname: '/nowhere' }), 'DATABASE_REFUSED'],
  ])('refuses a database where %s by its address, without its password', async (_what, changed, code) => {
    const url = changed(new URL(database.url))
    const said = await refused(production('--database-url', url.href), { ...key, ...token })
    expect(said).toContain(`${url.host} `)
    expect(said).toContain(code)
    expect(said).not.toContain(url.password)
    expect(said.trim().split('\n')).toHaveLength(1) // no stack
  })

  test('refuses a database that is newer than the code', async () => {
    await query("insert into migrations (number, name, checksum) values (9999, '9999_future.sql', '')")
    expect(await refused(production('--database-url', database.url), { ...key, ...token })).toContain('9999_future.sql')
  })
})

/** The demo account's nichandle, as its keys find it. */
async function whoAmI({ endpoint, ...keys }: CreatedCredentials & { readonly endpoint: string }): Promise<string> {
  const url = `${endpoint}/me`
  const answer = await fetch(url, { headers: signedHeaders(keys, { method: 'GET', url, body: '' }) })
  return ((await answer.json()) as { nichandle: string }).nichandle
}

async function query(text: string): Promise<unknown[]> {
  const client = new pg.Client({ connectionString: database.url })
  await client.connect()
  const { rows } = await client.query({ text, rowMode: 'array' })
  await client.end()
  return rows
}
