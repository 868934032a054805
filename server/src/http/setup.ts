import type { FastifyInstance } from 'fastify'
import type { Parts } from '../actions/parts.ts'
import type { Sandbox } from '../operators/sandbox.ts'

/** Hears of each request that was answered. */
export interface RequestMeter {
  /** @param operation `GET /service/{serviceId}/renew`, never an address */
  answered(operation: string, status: number, seconds: number): void
}

/** What `/metrics` shows, and what the server adds to it. */
export interface HttpMetrics {
  readonly requests: RequestMeter
  readonly contentType: string
  readonly text: () => Promise<string>
}

/** What the server is built from. */
export interface ServerSetup {
  readonly parts: Parts
  readonly mode: 'sandbox' | 'production'
  /** Serves the pages under `/console`; not unless set. */
  readonly console?: boolean
  /** What `/sandbox` works on; without it these routes are not there. */
  readonly sandbox?: Sandbox | null
  /** The operator's own token; named ones are in the database. A secret. */
  readonly adminToken: string
  /** Requests a minute for each credential, 0 for no limit. */
  readonly rateLimit: number
  /** Resolves when the server can serve; throws the reason when it cannot. */
  readonly health: () => Promise<void>
  /** Without, nothing is counted and `/metrics` is not there. */
  readonly metrics?: HttpMetrics
  /** PEM texts; plain HTTP without. */
  readonly tls?: { readonly cert: string; readonly key: string }
}

/**
 * Registers routes that are no operations of the contract (pages, /admin, /sandbox, /auth/oauth2/token) on the server. They get
 * bodies as a Buffer, may throw Problems, and their answers carry a query id; nothing else is done for them. One that reads a
 * stream registers inside its own `app.register` and adds its content type parser there.
 */
export type PlainRoutes = (app: FastifyInstance, setup: ServerSetup) => void
