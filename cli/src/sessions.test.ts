import { readdirSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { afterEach, describe, expect, test } from 'vitest'
import { playSession } from '../test/session.ts'
import { type SessionHouse, sessionHouse, type Way } from '../test/session-house.ts'

/** Sessions as text: `npx vitest run cli/src/sessions.test.ts -u` writes them anew, and `git diff` shows what changed. */
const folder = join(import.meta.dirname, '..', 'sessions')
const sessions = readdirSync(folder).map((file) => basename(file, '.txt'))

let house: SessionHouse | null = null
afterEach(async () => {
  await house?.close()
  house = null
})

/** Whoever signs with keys and whoever comes with OAuth2 see the same, to the letter; logging in is about keys alone. */
describe.each<Way>(['keys', 'oauth2'])('with %s', (way) => {
  test.each(sessions.filter((name) => way === 'keys' || name !== 'login'))('%s', async (name) => {
    house = await sessionHouse(way)
    const file = join(folder, `${name}.txt`)
    await expect(await playSession(readFileSync(file, 'utf8'), house)).toMatchFileSnapshot(file)
  })
})
