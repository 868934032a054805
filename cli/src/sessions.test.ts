import { readdirSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { playSession } from '../test/session.ts'
import { type SessionHouse, sessionHouse, type Way } from '../test/session-house.ts'

/** Sessions as text: `npx vitest run cli/src/sessions.test.ts -u` writes them anew, and `git diff` shows what changed. */
const folder = join(import.meta.dirname, '..', 'sessions')
const sessions = readdirSync(folder).map((file) => basename(file, '.txt'))

/** These leave everything as it was, so that they share a house, which takes most of the time. */
const reading = ['documents', 'help', 'names', 'raw', 'refusals', 'strategies']
const groups = [reading, ...sessions.filter((name) => !reading.includes(name)).map((name) => [name])]

/** Whoever signs with keys and whoever comes with OAuth2 see the same, to the letter; logging in is about keys alone. */
const ways = groups.flatMap((group) =>
  (group.includes('login') ? (['keys'] as const) : (['keys', 'oauth2'] as const)).map((way) => ({ group, way })),
)

describe.each(ways)('sessions with $way', ({
  group,
  way,
}: {
  readonly group: readonly string[]
  readonly way: Way
}) => {
  let house: SessionHouse
  beforeAll(async () => {
    house = await sessionHouse(way)
  })
  afterAll(() => house.close())

  test.each(group)('%s is as it is written down', async (name) => {
    const file = join(folder, `${name}.txt`)
    await expect(await playSession(readFileSync(file, 'utf8'), house)).toMatchFileSnapshot(file)
  })
})
