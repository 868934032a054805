import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { realClock } from '../calendar/calendar.ts'
import { problem } from '../problem/problem.ts'
import { claimKey, extendClaim, keepAnswer, readHeld, releaseKey } from '../repeats/repeat.store.ts'
import {
  claimEnd,
  forgottenBefore,
  hashBody,
  judgeHeld,
  type RepeatKey,
  type StoredAnswer,
  signOfLifeSeconds,
  waitSeconds,
} from '../repeats/repeat.ts'
import type { Parts } from './parts.ts'

export interface RepeatableRequest {
  readonly key: RepeatKey
  /** What makes two requests the same: query and body, in bytes. */
  readonly body: Uint8Array
  /** Does the work; called at most once. What it throws, and an answer of 500 or more, is not kept. */
  readonly run: () => Promise<StoredAnswer>
}

/**
 * Makes a request repeatable (rule O7): the first with a key runs, a later one with the same body gets the first one's answer,
 * for which it waits while the first still runs.
 * @throws IDEMPOTENCY_CONFLICT for another body; CONFLICT when the first runs for longer than one waits
 */
export async function repeatRequest(parts: Parts, { key, body, run }: RepeatableRequest): Promise<StoredAnswer> {
  const bodyHash = hashBody(body)
  const claim = randomUUID()
  const deadline = realClock.now().add({ seconds: waitSeconds })
  for (let pause = 20; ; pause = Math.min(pause * 2, 250)) {
    const now = realClock.now()
    const held = await parts.transaction(async (transaction) => {
      const times = { now, claimedUntil: claimEnd(now), forgottenBefore: forgottenBefore(now) }
      return (await claimKey(transaction, { ...key, bodyHash, claim, ...times })) || readHeld(transaction, key)
    })
    if (held === true) return runClaimed(parts, key, claim, run)
    if (held) {
      const judgement = judgeHeld(held, bodyHash)
      if (judgement === 'conflict') throw otherBody()
      if (held.status !== null && held.answerSealed) {
        return { status: held.status, text: parts.seal.open(held.answerSealed) }
      }
    }
    if (Temporal.Instant.compare(now, deadline) > 0) throw stillRunning()
    await sleep(pause)
  }
}

async function runClaimed(
  parts: Parts,
  key: RepeatKey,
  claim: string,
  run: () => Promise<StoredAnswer>,
): Promise<StoredAnswer> {
  const alive = setInterval(() => showLife(parts, key, claim), signOfLifeSeconds * 1000)
  let answer: StoredAnswer | null = null
  try {
    answer = await run()
    return answer
  } finally {
    clearInterval(alive)
    await endClaim(parts, key, claim, answer).catch((error) =>
      parts.log.error({ error: String(error) }, 'the answer to a repeatable request was not kept'),
    )
  }
}

async function endClaim(parts: Parts, key: RepeatKey, claim: string, answer: StoredAnswer | null): Promise<void> {
  await parts.transaction((transaction) =>
    answer && answer.status < 500
      ? keepAnswer(transaction, key, claim, { status: answer.status, answerSealed: parts.seal.seal(answer.text) })
      : releaseKey(transaction, key, claim),
  )
}

function showLife(parts: Parts, key: RepeatKey, claim: string): void {
  parts
    .transaction((transaction) => extendClaim(transaction, key, claim, claimEnd(realClock.now())))
    .catch((error) => parts.log.warn({ error: String(error) }, 'a claim on an idempotency key was not extended'))
}

function otherBody() {
  return problem(
    'IDEMPOTENCY_CONFLICT',
    'This Idempotency-Key was used for another body on this path in the last 24 hours: take a new key for a new request',
  )
}

function stillRunning() {
  return problem(
    'CONFLICT',
    'The first request with this Idempotency-Key still runs: send it again later to get its answer',
  )
}
