import { once } from 'node:events'
import { connect, createServer, type Server, type Socket } from 'node:net'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { type TestServer, testServer } from '../../test/server.ts'

/** Stands between the server and PostgreSQL, and can be cut. */
async function cuttableWire(target: URL) {
  const sockets = new Set<Socket>()
  const open = async (port: number): Promise<Server> => {
    const wire = createServer((near) => {
      const far = connect(Number(target.port), target.hostname)
      for (const [one, other] of [
        [near, far],
        [far, near],
      ] as const) {
        sockets.add(one)
        one.on('error', () => other.destroy())
        one.pipe(other)
      }
    })
    wire.listen(port, '127.0.0.1')
    await once(wire, 'listening')
    return wire
  }
  let wire = await open(0)
  const port = (wire.address() as { port: number }).port
  return {
    port,
    async cut() {
      const closed = once(wire, 'close')
      wire.close()
      for (const socket of sockets) socket.destroy()
      sockets.clear()
      await closed
    },
    async mend() {
      wire = await open(port)
    },
  }
}

let server: TestServer
let wire: Awaited<ReturnType<typeof cuttableWire>>

beforeAll(async () => {
  wire = await cuttableWire(new URL(inject('templateUrl')))
  server = await testServer({
    through: (url) => {
      const through = new URL(url)
      through.hostname = '127.0.0.1'
      through.port = String(wire.port)
      return through.href
    },
  })
})
afterAll(async () => {
  await server.close()
  await wire.cut()
})

test('a database that is away is a 503 in the usual form, until it is back', async () => {
  expect((await server.call('GET', '/service')).status).toBe(200)
  await wire.cut()
  for (let time = 0; time < 3; time++) {
    const answer = await server.call('GET', '/service')
    expect([answer.status, answer.body.errorCode]).toEqual([503, 'UNAVAILABLE'])
    expect(answer.headers['x-ovh-queryid']).toBe(answer.body.queryId)
  }
  expect(server.logged.join()).toContain('the database cannot be reached')
  const sick = await server.call('GET', '/health', { unsigned: true })
  expect([sick.status, sick.body.reason]).toEqual([503, 'the database cannot be reached'])
  expect((await server.call('GET', '/auth/time')).status).toBe(200)
  await wire.mend()
  expect((await server.call('GET', '/service')).status).toBe(200)
  expect((await server.call('GET', '/health', { unsigned: true })).status).toBe(200)
})
