import { afterAll, beforeAll, expect, test } from 'vitest'
import { type SessionHouse, sessionHouse } from '../../test/session-house.ts'
import { testTerminal } from '../../test/test-terminal.ts'
import { run } from '../run.ts'

let house: SessionHouse
beforeAll(async () => {
  house = await sessionHouse('keys')
})
afterAll(() => house.close())

/** Tells of the domain while its strategies are answered so. */
async function tellWhile(status: number) {
  const { machine } = house
  const terminal = testTerminal({
    ...machine,
    fetch: async (input, init) => {
      if (!new Request(input, init).url.endsWith('/service/12345/renew')) return machine.fetch(input, init)
      return Response.json({ message: 'not now', class: 'Client::Conflict' }, { status })
    },
  })
  return { code: await run(['service', '12345'], terminal), ...terminal.written }
}

test('a service that cannot be renewed now is told about, with nothing that could be renewed with it', async () => {
  const told = await tellWhile(409)
  expect(told.error).toBe('')
  expect(told.code).toBe(0)
  expect(told.out).toContain('example.ovh')
  expect(told.out).not.toContain('Renewed together with')
})

test('a server that fails is no service without strategies', async () => {
  const told = await tellWhile(500)
  expect(told.code).not.toBe(0)
  expect(told.out).toBe('')
})
