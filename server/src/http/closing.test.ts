import { Agent, get } from 'node:http'
import { expect, test } from 'vitest'
import { fakeServer } from '../../test/fake-server.ts'

test('a connection that is kept alive does not hold up the end, though its answer was under way', async () => {
  const server = await fakeServer()
  const { promise: asked, resolve: ask } = Promise.withResolvers<void>()
  const { promise: pause, resolve: goOn } = Promise.withResolvers<void>()
  server.seen.health = () => {
    ask()
    return pause
  }
  const agent = new Agent({ keepAlive: true })
  const answered = new Promise<string>((done, fail) => {
    const request = get(`${server.origin}/health`, { agent }, async (response) =>
      done(String(await response.toArray())),
    )
    request.on('error', fail)
  })
  await asked
  const closed = server.close()
  await new Promise((done) => setTimeout(done, 50)) // it has looked for idle connections by now
  goOn()
  expect(await answered).toBe('{"status":"ok"}')
  const answeredAt = performance.now()
  await closed
  expect(performance.now() - answeredAt).toBeLessThan(5_000)
  agent.destroy()
})
