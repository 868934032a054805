import { repeatRequest } from '../actions/repeat-request.ts'
import { Problem, problem } from '../problem/problem.ts'
import {
  type Accepted,
  type Answering,
  acceptRequest,
  pathWith,
  type Received,
  searchOf,
  separatorOf,
  single,
} from './accepted-request.ts'
import { answerBatch } from './batch.ts'
import { toWireError } from './errors.ts'
import { expandList } from './expand-list.ts'
import { pageWish } from './list-page.ts'
import type { Mounted } from './mounted.ts'
import type { Authenticated } from './raw-request.ts'

export interface Answered {
  readonly status: number
  readonly headers: ReadonlyMap<string, string>
  /** JSON. */
  readonly text: string
}

/**
 * Answers a request to an operation, in this order: who calls, may he, is the request well formed, was it answered before,
 * what is the answer. Throws Problems. A caller who is remembered is answered while it is asked whether that stands; when it does
 * not, what was found for him is thrown away. Only reads are answered so.
 */
export async function answerRequest(answering: Answering, mounted: Mounted, received: Received): Promise<Answered> {
  const { method, noAuthentication } = mounted.operation.contract
  if (noAuthentication) return answerCaller(answering, mounted, received, null)
  const { authenticator } = answering
  const recalled = method === 'GET' ? authenticator.recall(received.raw) : null
  if (recalled !== null) {
    const answer = answerCaller(answering, mounted, received, recalled.authenticated)
    const [stands] = await Promise.all([recalled.stands, answer.catch(() => null)])
    if (stands) return answer
  }
  return answerCaller(answering, mounted, received, await authenticator.authenticate(received.raw))
}

async function answerCaller(
  answering: Answering,
  mounted: Mounted,
  received: Received,
  authenticated: Authenticated | null,
): Promise<Answered> {
  const accepted = acceptRequest(answering, mounted, received, authenticated)
  const { effects } = accepted
  const key = repeatKey(accepted)
  if (key === null) {
    const text = toJson(await answerAccepted(accepted))
    return { ...effects, text }
  }
  const body = Buffer.concat([Buffer.from(`${searchOf(received.raw.url)}\n`), received.raw.body])
  const kept = await repeatRequest(answering.parts, { key, body, run: () => runToEnd(accepted) })
  return { ...kept, headers: effects.headers }
}

async function answerAccepted(accepted: Accepted): Promise<unknown> {
  const { mounted, received, call } = accepted
  const separator = separatorOf(mounted, received.raw)
  if (separator !== null) return answerBatch(accepted, separator)
  const wish = mounted.isList ? pageWish(received.raw.headers) : null
  const answer = await mounted.operation.handle(call)
  return wish === null ? answer : expandList(accepted, answer as readonly unknown[], wish)
}

/** A Problem of the caller's is an answer to be kept; a fault of ours is thrown, and can be repeated (rule O7). */
async function runToEnd(accepted: Accepted): Promise<{ readonly status: number; readonly text: string }> {
  try {
    const text = toJson(await answerAccepted(accepted))
    return { status: accepted.effects.status, text }
  } catch (error) {
    if (!(error instanceof Problem) || error.status >= 500) throw error
    return { status: error.status, text: toJson(toWireError(error, accepted.received.queryId)) }
  }
}

/** The key of a repeatable request (rule O7); null for one that is not. */
function repeatKey({ mounted, received, authenticated }: Accepted) {
  const key = single(received.raw.headers['idempotency-key'])
  const { method } = mounted.operation.contract
  if (key === undefined || method !== 'POST' || authenticated === null) return null
  if (!/^[\x21-\x7e]{1,255}$/.test(key)) {
    throw problem('INVALID_PARAMETER', 'Idempotency-Key must be 1 to 255 visible ASCII characters', {
      field: 'Idempotency-Key',
    })
  }
  const path = pathWith(mounted.operation.contract.path, received.params)
  return { accountId: authenticated.caller.accountId, method, path, key }
}

function toJson(answer: unknown): string {
  return JSON.stringify(answer ?? null)
}
