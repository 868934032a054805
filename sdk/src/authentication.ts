import type { Request } from './request.ts'

/** What makes a request ours: headers for this attempt, and what can be done when it is refused for their sake. */
export interface Authenticated {
  readonly headers: Readonly<Record<string, string>>
  /** Whether the cause of this error was mended, so that the request should be sent once more. */
  readonly mend: (error: unknown) => Promise<boolean>
}

export type Authentication = (request: Request) => Promise<Authenticated>

const cannotMend = async () => false

/** The same headers on every request. */
export function fixedHeaders(headers: Readonly<Record<string, string>>): Authentication {
  return async () => ({ headers, mend: cannotMend })
}
