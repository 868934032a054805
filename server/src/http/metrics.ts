import type { FastifyInstance } from 'fastify'
import { mountBehindGate } from './admin/gate.ts'
import type { HttpMetrics, PlainRoutes } from './setup.ts'

/**
 * `/metrics`, for Prometheus. It names no customer and no secret, but tells how business goes: in production it wants an admin token
 * (`authorization` in Prometheus' configuration), or is read on a port of its own (`--metrics-port`).
 */
export const metricsRoutes: PlainRoutes = (app, setup) => {
  const { metrics, mode } = setup
  if (!metrics) return
  if (mode === 'sandbox') mountMetrics(app, metrics)
  else mountBehindGate(app, setup, (inside) => mountMetrics(inside, metrics))
}

function mountMetrics(app: FastifyInstance, { contentType, text }: HttpMetrics): void {
  app.get('/metrics', async (_request, reply) => {
    return reply
      .header('Cache-Control', 'no-store')
      .type(contentType)
      .send(await text())
  })
}
