import { afterAll, beforeAll, expect, test } from 'vitest'
import { customerData, testAccount } from '../../../test/customer.ts'
import { type TestDatabase, testDatabase } from '../../../test/database.ts'
import { findAccounts, insertAccounts, listAccounts, updateAccount } from '../../customers/account.store.ts'
import type { Nichandle } from '../../identity/identity.ts'
import { createAccount } from './create-account.ts'
import { logIn } from './log-in.ts'

const at = Temporal.Instant.from('2031-01-01T00:00:00Z')
let database: TestDatabase
let parts: Parameters<typeof createAccount>[0]

beforeAll(async () => {
  database = await testDatabase()
  parts = { transaction: database.transaction, clock: { now: () => at } }
})
afterAll(() => database?.close())

const nic = (text: string) => text as Nichandle

test('an account has what was asked for, in business time, and its nichandle is one account’s', async () => {
  const wanted = { nichandle: nic('ab12345-ovh'), password: 'secret', data: customerData }
  const made = await createAccount(parts, wanted)
  expect(made).toEqual({ ...customerData, id: expect.any(Number), nichandle: 'ab12345-ovh', createdAt: at })
  expect(await logIn(parts, { nichandle: 'ab12345-ovh', password: 'secret' })).toBe(made.id)
  expect(await logIn(parts, { nichandle: 'ab12345-ovh', password: 'Secret' })).toBeNull()
  await expect(createAccount(parts, wanted)).rejects.toMatchObject({
    code: 'ALREADY_EXISTS',
    message: 'The nichandle ab12345-ovh is taken: choose another',
  })
})

test('what is stored alongside is stored with the account, or the account is not', async () => {
  const wanted = { nichandle: nic('ab777-ovh'), password: null, data: customerData }
  const refused = createAccount(parts, wanted, () => Promise.reject(new Error('not stored')))
  await expect(refused).rejects.toThrow('not stored')
  expect(await database.transaction((transaction) => findAccounts(transaction, [wanted.nichandle]))).toEqual([])
})

test('a nichandle is made up when none is given', async () => {
  const [one, two] = await Promise.all([testAccount(parts), testAccount(parts)])
  expect(one.nichandle).toMatch(/^md\d{8}-ovh$/)
  expect(one.nichandle).not.toBe(two.nichandle)
})

test('many accounts are inserted at once; those whose nichandle is taken are left out', async () => {
  const account = (nichandle: string) => ({
    ...customerData,
    nichandle: nic(nichandle),
    passwordHash: null,
    createdAt: at,
  })
  await testAccount(parts)
  const wanted = ['zz1-ovh', 'zz2-ovh', 'zz3-ovh'].map(account)
  const made = await database.transaction(async (transaction) => {
    await insertAccounts(transaction, [account('zz2-ovh')])
    return insertAccounts(transaction, wanted)
  })
  expect(made.map(({ nichandle }) => nichandle)).toEqual(['zz1-ovh', 'zz3-ovh'])
})

test('accounts are listed from a cursor on, oldest first', async () => {
  const all = await database.transaction((transaction) => listAccounts(transaction, 0, 1_000))
  const ids = all.map(({ id }) => id)
  expect(ids).toEqual([...ids].sort((left, right) => left - right))
  const rest = await database.transaction((transaction) => listAccounts(transaction, ids[0] ?? 0, 2))
  expect(rest.map(({ id }) => id)).toEqual(ids.slice(1, 3))
})

test('an account is changed, with or without its password', async () => {
  const made = await testAccount(parts, { password: 'secret' })
  const changed = { ...made, email: 'new@example.com', vat: 'FR1', address: null }
  await database.transaction((transaction) => updateAccount(transaction, changed, null))
  expect(await database.transaction((transaction) => findAccounts(transaction, [made.nichandle]))).toEqual([changed])
  expect(await logIn(parts, { nichandle: made.nichandle, password: 'secret' })).toBe(made.id)
})
