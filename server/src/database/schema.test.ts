import { readFile } from 'node:fs/promises'
import { expect, test } from 'vitest'
import { testDatabase } from '../../test/database.ts'
import { describeSchema } from './describe-schema.ts'

test('schema.txt describes what the migrations make; `npm run schema` writes it anew', async () => {
  const written = await readFile(new URL('../../migrations/schema.txt', import.meta.url), 'utf8')
  const database = await testDatabase()
  expect(await describeSchema(database.url)).toBe(written)
  await database.close()
})
