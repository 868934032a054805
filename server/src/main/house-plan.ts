import type { Log, Parts } from '../actions/parts.ts'
import type { Settings } from './settings.ts'

/** What a house is built from: settings of which none is left to be made. */
export interface HousePlan extends Pick<Settings, 'host' | 'port' | 'mode' | 'roles' | 'timezone' | 'rateLimit'> {
  readonly publicUrl: string
  readonly databaseUrl: string
  /** A secret. */
  readonly secretKey: string
  /** A secret. */
  readonly adminToken: string
  /** A secret; null or none: mails are kept, not sent. */
  readonly smtpUrl?: string | null
  /** `allow` in a sandbox and `refuse` in production, unless set. */
  readonly webhookPrivate?: 'allow' | 'refuse'
  /** PEM texts; null for plain HTTP. */
  readonly tls: { readonly cert: string; readonly key: string } | null
  /** Where `/metrics` and `/health` are served without a token; null or none: nowhere. 0: any free port. */
  readonly metricsPort?: number | null
  readonly log: Log
  /** Lays something around the parts: tests end the process in the midst of their work. */
  readonly around?: ((parts: Parts) => Parts) | undefined
}
