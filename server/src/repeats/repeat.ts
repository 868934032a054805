import { hash } from 'node:crypto'
import type { Instant } from '../calendar/calendar.ts'
import type { AccountId } from '../identity/identity.ts'

/** Under which a POST is repeatable (rule O7): account, method, path without branch prefix, and the caller's key. */
export interface RepeatKey {
  readonly accountId: AccountId
  readonly method: string
  readonly path: string
  readonly key: string
}

/** What was answered, as it went out. */
export interface StoredAnswer {
  /** 200-499. */
  readonly status: number
  /** JSON; may hold secrets, so that it is sealed at rest. */
  readonly text: string
}

/** What the table knows of a key that another request holds. */
export interface Held {
  readonly bodyHash: Buffer
  readonly status: number | null
  readonly answerSealed: Buffer | null
}

export const keepHours = 24
/** How long a run is believed to live without a sign of life: after a crash, so long the next one waits. */
export const claimSeconds = 30
export const signOfLifeSeconds = 10
/** How long a request waits for the answer of the first: longer than a claim, so that it takes over after a crash. */
export const waitSeconds = 40

/** Keys older than this are forgotten. */
export function forgottenBefore(now: Instant): Instant {
  return now.subtract({ hours: keepHours })
}

/** Until when a run is believed to live if it is not heard of again. Real time. */
export function claimEnd(now: Instant): Instant {
  return now.add({ seconds: claimSeconds })
}

/** SHA-256 of the bytes as they came: the same JSON in another spelling is another body (rule O7). */
export function hashBody(body: Uint8Array): Buffer {
  return hash('sha256', body, 'buffer')
}

/** What a request does whose key is held: `answer` what was answered, refuse a `conflict`, or `wait` for the first. */
export function judgeHeld(held: Held, bodyHash: Buffer): 'answer' | 'conflict' | 'wait' {
  if (!held.bodyHash.equals(bodyHash)) return 'conflict'
  return held.status === null ? 'wait' : 'answer'
}
