import { createServer, type IncomingMessage, request, type ServerResponse } from 'node:http'
import { setTimeout as sleep } from 'node:timers/promises'

export interface SlowProxy {
  readonly origin: string
  stop(): Promise<void>
}

/**
 * Stands before a server on this machine and makes it far away: every request is held for so many milliseconds, all of them at
 * once, then passed on as it came (its `Host` too, which the signature covers).
 */
export async function startSlowProxy(target: string, delayMilliseconds: number): Promise<SlowProxy> {
  const { hostname, port } = new URL(target)
  const server = createServer(async (received, answer) => {
    await sleep(delayMilliseconds)
    pass(received, answer, { hostname, port })
  })
  server.listen(0, '127.0.0.1')
  await new Promise((resolve) => server.once('listening', resolve))
  const address = server.address()
  return {
    origin: `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`,
    stop: async () => {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

function pass(received: IncomingMessage, answer: ServerResponse, place: { hostname: string; port: string }): void {
  const { method, url, headers } = received
  const passed = request({ ...place, method, path: url, headers }, (reply) => {
    answer.writeHead(reply.statusCode ?? 502, reply.headers)
    reply.pipe(answer)
  })
  passed.on('error', () => answer.writeHead(502).end())
  received.pipe(passed)
}
