import type { OutgoingRequest } from './authorize.ts'

/** What this page uses of Swagger UI, which a script of its own brings. */
interface SwaggerOptions {
  readonly [setting: string]: unknown
  readonly requestInterceptor: (request: OutgoingRequest) => Promise<OutgoingRequest>
}

declare global {
  const SwaggerUIBundle: (options: SwaggerOptions) => unknown
}
