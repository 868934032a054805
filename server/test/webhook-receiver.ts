import { once } from 'node:events'
import { createServer, type IncomingHttpHeaders } from 'node:http'
import type { AddressInfo } from 'node:net'

export interface Reception {
  readonly url: string
  readonly headers: IncomingHttpHeaders
  readonly body: string
}

/** A receiver of webhooks on the loopback address, which answers as it is told: 200 unless `answers` has another status left. */
export async function webhookReceiver() {
  const received: Reception[] = []
  const answers: number[] = []
  const server = createServer(async (request, response) => {
    const pieces: Buffer[] = []
    for await (const piece of request) pieces.push(piece)
    received.push({ url: request.url ?? '', headers: request.headers, body: Buffer.concat(pieces).toString() })
    response.writeHead(answers.shift() ?? 200, { location: '/elsewhere' }).end('thank you')
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  return {
    ...{ port, url: `http://127.0.0.1:${port}/hook`, received, answers },
    close: () => new Promise<void>((done) => server.close(() => done())),
  }
}
