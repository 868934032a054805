import { afterAll, beforeAll, expect, test } from 'vitest'
import { type TestDatabase, testDatabase } from '../../test/database.ts'
import { keys } from '../../test/operator.ts'
import { testParts } from '../../test/parts.ts'
import { findAccounts } from '../customers/account.store.ts'
import type { Nichandle } from '../identity/identity.ts'
import { fillSandbox } from './fill-sandbox.ts'

let database: TestDatabase

beforeAll(async () => {
  database = await testDatabase()
})
afterAll(() => database?.close())

test('of servers that start at once on one database, one makes the demo data', async () => {
  const told: string[] = []
  const parts = testParts(database)
  await Promise.all([1, 2, 3].map(() => fillSandbox(parts, keys, (line) => told.push(line))))
  expect(told).toEqual(['making the demo data'])
  const made = ['ab12345-ovh' as Nichandle]
  expect(await database.transaction((transaction) => findAccounts(transaction, made))).toHaveLength(1)
})
