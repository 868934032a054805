import { once } from 'node:events'
import { createServer } from 'node:http'
import type { HttpMetrics } from '../http/setup.ts'
import { listenRefusal } from './listen-address.ts'

export interface MetricsPort {
  readonly metrics: HttpMetrics
  readonly host: string
  /** 0: any free one. */
  readonly port: number
  readonly health: () => Promise<void>
}

/**
 * Serves `/metrics` and `/health` on a port of their own, without a token: for processes that are workers alone, and for networks that
 * keep the port from customers.
 * @throws PORT_IN_USE and the like
 */
export async function openMetricsPort({ metrics, host, port, health }: MetricsPort) {
  const server = createServer(async (request, response) => {
    const path = request.url?.replace(/\?.*$/s, '')
    if (request.method !== 'GET' || (path !== '/metrics' && path !== '/health')) {
      response.writeHead(404, { 'Content-Type': 'text/plain' }).end('only GET /metrics and GET /health are here\n')
      return
    }
    const answer = await (path === '/metrics' ? tellMetrics(metrics) : tellHealth(health))
    response.writeHead(answer.status, { 'Content-Type': answer.type, 'Cache-Control': 'no-store' }).end(answer.body)
  })
  server.listen(port, host)
  await once(server, 'listening').catch((error) => {
    throw listenRefusal(error, host, port) ?? error
  })
  const address = server.address()
  return {
    port: typeof address === 'object' && address !== null ? address.port : port,
    async close(): Promise<void> {
      server.close()
      server.closeAllConnections()
      await once(server, 'close')
    },
  }
}

async function tellMetrics({ contentType, text }: HttpMetrics) {
  try {
    return { status: 200, type: contentType, body: await text() }
  } catch {
    return { status: 500, type: 'text/plain', body: 'the metrics could not be read\n' }
  }
}

async function tellHealth(health: MetricsPort['health']) {
  const type = 'application/json; charset=utf-8'
  try {
    await health()
    return { status: 200, type, body: '{"status":"ok"}' }
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    return { status: 503, type, body: JSON.stringify({ status: 'unavailable', reason }) }
  }
}
