import { readFile } from 'node:fs/promises'
import { expect, test } from 'vitest'
import { commands } from './help.ts'

test('every script of package.json is explained, and no other', async () => {
  const { scripts } = JSON.parse(await readFile(new URL('../package.json', import.meta.url), 'utf8'))
  const explained = Object.keys(commands).flatMap((command) => /^npm (?:run )?([\w:]+)$/.exec(command)?.[1] ?? [])
  expect(explained.filter((name) => name !== 'ci').sort()).toEqual(Object.keys(scripts).sort())
})
