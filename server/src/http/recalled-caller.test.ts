import sql from 'sql-template-tag'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { type TestServer, testServer } from '../../test/server.ts'
import type { Parts } from '../actions/parts.ts'

/** What tells the statements apart that the server sends. */
const kinds = ['kinship', 'consumer_key_hash', 'catalog_version', 'access_version'] as const

const seen = { statements: [] as string[] }

const watched = (parts: Parts): Parts => ({
  ...parts,
  transaction: (work, kind) =>
    parts.transaction(
      (open) =>
        work({
          query: async (statement) => {
            const kind = kinds.find((word) => statement.text.includes(word))
            if (kind) seen.statements.push(kind)
            return open.query(statement)
          },
        }),
      kind,
    ),
})

let server: TestServer
beforeAll(async () => {
  server = await testServer({ plan: { around: watched } })
  await server.call('GET', '/service/12345/renew') // notes the use
  await server.call('GET', '/service/12345/renew') // is remembered
})
beforeEach(() => {
  seen.statements = []
})
afterAll(() => server?.close())

const setState = (state: string) =>
  server.transaction((transaction) => transaction.query(sql`update credentials set state = ${state}`))
const refused = { status: 403, body: { errorCode: 'INVALID_CREDENTIAL' } }

test('who called before is asked about by version alone, beside what he asks for', async () => {
  expect(await server.call('GET', '/service/12345/renew')).toMatchObject({ status: 200 })
  expect(seen.statements.toSorted()).toEqual(['access_version', 'catalog_version', 'kinship'])
})

test('whose credential another process ended is refused at his next call, and let in again by a change back', async () => {
  await setState('refused')
  expect(await server.call('GET', '/service/12345/renew')).toMatchObject(refused)
  expect(await server.call('GET', '/service/12345/renew')).toMatchObject(refused)
  await setState('validated')
  expect(await server.call('GET', '/service/12345/renew')).toMatchObject({ status: 200 })
})

test('what was found for him is thrown away when it does not stand, be it an answer or an error', async () => {
  await setState('refused')
  expect(await server.call('GET', '/service/999999/renew')).toMatchObject(refused)
  await setState('validated')
  await server.call('GET', '/service/12345/renew')
  seen.statements = []
  await setState('refused')
  expect(await server.call('GET', '/service/12345/renew')).toMatchObject(refused)
  expect(seen.statements).toEqual(expect.arrayContaining(['access_version', 'kinship', 'consumer_key_hash']))
  await setState('validated')
})

test('a change is never done for a caller who is only remembered', async () => {
  await server.call('GET', '/service/12345/renew')
  seen.statements = []
  await server.call('PUT', '/service/12345', { body: { resource: { displayName: 'another' } } })
  expect(seen.statements[0]).toBe('consumer_key_hash')
})

test('a use is noted once a minute', async () => {
  await server.transaction((transaction) =>
    transaction.query(sql`update credentials set last_used_at = now() - interval '2 minutes', expires_at = null`),
  )
  await server.call('GET', '/service/12345/renew')
  const [row] = await server.transaction((transaction) =>
    transaction.query<{ fresh: boolean }>(
      sql`select max(last_used_at) > now() - interval '1 minute' as fresh from credentials`,
    ),
  )
  expect(row?.fresh).toBe(true)
})

test('requests for credentials that come and go make nobody be read anew; a credential that goes does', async () => {
  const version = async () => {
    const [row] = await server.transaction((transaction) =>
      transaction.query<{ version: string }>(sql`select version from access_version`),
    )
    return row?.version
  }
  const remove = (state: string) =>
    server.transaction(async (transaction) => {
      await transaction.query(sql`
        insert into credentials (application_id, account_id, consumer_key_hash, state, access_rules, created_at)
        select min(id), min(account_id), ${Buffer.from(state)}, ${state}, '[]', now() from applications`)
      await transaction.query(sql`delete from credentials where consumer_key_hash = ${Buffer.from(state)}`)
    })
  const before = await version()
  await remove('pendingValidation')
  expect(await version()).toBe(before)
  await remove('refused')
  expect(await version()).not.toBe(before)
})
