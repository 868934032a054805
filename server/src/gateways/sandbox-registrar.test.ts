import sql from 'sql-template-tag'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type TestDatabase, testDatabase } from '../../test/database.ts'
import type { AccountId, MeansId } from '../identity/identity.ts'
import type { RegistrationRequest } from '../payments/registrar.ts'
import { sandboxRegistrar } from './sandbox-registrar.ts'

let database: TestDatabase
beforeAll(async () => {
  database = await testDatabase()
})
afterAll(() => database?.close())

const registrar = () => sandboxRegistrar({ transaction: database.transaction, publicUrl: 'https://odnowa.example' })
const request = (id: number): RegistrationRequest => ({
  accountId: 1 as AccountId,
  meansId: id as MeansId,
  kind: 'creditCard',
  bankAccount: null,
  expiresAt: Temporal.Instant.from('2030-01-01T00:00:00Z'),
})
const hashOf = async (id: number) => {
  const [row] = await database.transaction((open) =>
    open.query<{ hash: Buffer }>(
      sql`select token_hash as hash from sandbox.registrations where means_id = ${id}::bigint`,
    ),
  )
  return row?.hash.toString('hex')
}

test('an address has a token that nobody can guess, and a new one replaces it', async () => {
  const first = await registrar().begin(request(1))
  const hash = await hashOf(1)
  const second = await registrar().begin(request(1))
  expect(first.url).toMatch(/^https:\/\/odnowa\.example\/payment\/register\?id=1&token=[\w-]{32}$/)
  expect(second.url).not.toBe(first.url)
  expect(await hashOf(1)).not.toBe(hash)
})

test('asking says what became of it, and changes nothing', async () => {
  await registrar().begin(request(2))
  for (const _ of [1, 2]) expect(await registrar().ask(2 as MeansId)).toEqual({ state: 'open' })
  expect(await registrar().ask(99 as MeansId)).toEqual({ state: 'open' })
  const facts = { kind: 'creditCard', token: 'card_1', brand: 'VISA', lastDigits: '4242', expiresOn: '2029-09-30' }
  await database.transaction((open) =>
    open.query(sql`
      update sandbox.registrations set state = 'registered', facts = ${JSON.stringify(facts)}::jsonb where means_id = 2`),
  )
  const registered = { ...facts, expiresOn: Temporal.PlainDate.from('2029-09-30') }
  expect(await registrar().ask(2 as MeansId)).toEqual({ state: 'registered', facts: registered })
  await registrar().begin(request(2))
  expect(await registrar().ask(2 as MeansId)).toEqual({ state: 'registered', facts: registered })
})
