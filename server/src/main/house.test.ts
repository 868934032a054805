import { expect, test } from 'vitest'
import { testDatabase } from '../../test/database.ts'
import { buildHouse } from './house.ts'
import type { HousePlan } from './house-plan.ts'

const silent = { info() {}, warn() {}, error() {} }

test('of servers that start at once on an empty database with different secret keys, one has it', async () => {
  const database = await testDatabase()
  const plan = (secretKey: string): HousePlan => ({
    ...{ host: '127.0.0.1', port: 0, roles: [], mode: 'sandbox', timezone: 'Europe/Paris', rateLimit: 0, tls: null },
    ...{ databaseUrl: database.url, publicUrl: 'http://127.0.0.1:8080', log: silent, adminToken: 'token', secretKey },
  })
  const started = await Promise.allSettled(['first', 'second', 'third'].map((key) => buildHouse(plan(key))))
  for (const one of started) if (one.status === 'fulfilled') await one.value.stop()
  await database.close()
  const codes = started.map((one) => (one.status === 'rejected' ? one.reason.code : 'started')).sort()
  expect(codes).toEqual(['SECRET_KEY_MISMATCH', 'SECRET_KEY_MISMATCH', 'started'])
})
