import { attempt, type Transport } from './attempt.ts'
import type { Authentication } from './authentication.ts'
import type { Answered } from './refusal.ts'
import type { Request } from './request.ts'
import { pause, pauseAfter, unlessAborted } from './retry.ts'

/** Told before a request is sent again. */
export interface Retry {
  /** Which attempt failed, from 1. */
  readonly attempt: number
  readonly delaySeconds: number
  readonly reason: string
}

export interface Sender extends Transport {
  readonly retries: number
  readonly onRetry: ((retry: Retry) => void) | undefined
}

/**
 * Sends a request until it is answered or not worth sending again. What authentication can mend (a clock that went wrong, a
 * token that ended) was refused before anything was done, so any request is sent once more after it.
 */
export async function send(sender: Sender, authentication: Authentication, request: Request): Promise<Answered> {
  let mended = false
  let failures = 0
  for (;;) {
    const { headers, mend } = await unlessAborted(authentication(request), request.signal)
    try {
      return await attempt(sender, request, headers)
    } catch (error) {
      if (!mended && (await mend(error))) {
        mended = true
        continue
      }
      failures += 1
      const delaySeconds = request.repeatable && failures <= sender.retries ? pauseAfter(error, failures) : null
      if (delaySeconds === null) throw error
      sender.onRetry?.({
        attempt: failures,
        delaySeconds,
        reason: error instanceof Error ? error.message : String(error),
      })
      await pause(delaySeconds, request.signal)
    }
  }
}
