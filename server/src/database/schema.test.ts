import { readFile } from 'node:fs/promises'
import { expect, inject, test } from 'vitest'
import { describeSchema } from './describe-schema.ts'

test('schema.txt describes what the migrations make; `npm run schema` writes it anew', async () => {
  const written = await readFile(new URL('../../migrations/schema.txt', import.meta.url), 'utf8')
  expect(await describeSchema(inject('templateUrl'))).toBe(written)
})
