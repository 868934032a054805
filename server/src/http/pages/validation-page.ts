import type { FastifyReply, FastifyRequest } from 'fastify'
import { decideCredential } from '../../actions/accounts/decide-credential.ts'
import { logIn } from '../../actions/accounts/log-in.ts'
import { readCredentialRequest } from '../../actions/accounts/read-credential-request.ts'
import type { Parts } from '../../actions/parts.ts'
import { realClock } from '../../calendar/calendar.ts'
import { type CredentialRequest, isAnswerable } from '../../customers/credential.ts'
import { html } from '../../documents/html.ts'
import { Problem, problem } from '../../problem/problem.ts'
import { type Attempt, attemptLimitOf } from '../attempt-limit.ts'
import { formBody } from '../form-body.ts'
import { sendPage } from '../page.ts'
import type { PlainRoutes } from '../setup.ts'
import {
  answeredPage,
  defaultValidity,
  messagePage,
  redirectionOf,
  validationForm,
  validities,
} from './validation-view.ts'

interface Answer {
  readonly nichandle: string
  readonly password: string
  readonly validity: string
  readonly decision: 'validated' | 'refused'
}

/** The page on which an account's holder answers an application that asks for a consumer key (ovh-api.md 1.3). */
export const validationPageRoutes: PlainRoutes = (app, setup) => {
  const attempt = attemptLimitOf(setup.parts)
  for (const url of ['/auth/', '/auth']) {
    app.get(url, (request, reply) => asPage(reply, () => show(setup.parts, attempt, request, reply)))
    app.post(url, (request, reply) => asPage(reply, () => decide(setup.parts, attempt, request, reply)))
  }
}

async function show(
  parts: Parts,
  attempt: Attempt,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const { credentialToken } = request.query as { readonly credentialToken?: unknown }
  const asked = await demandRequest(parts, attempt, request.ip, credentialToken)
  const fresh = { nichandle: '', validity: defaultValidity, error: null }
  return sendPage(reply, 200, validationForm(asked, String(credentialToken), fresh))
}

async function decide(
  parts: Parts,
  attempt: Attempt,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const fields = formBody(request)
  const credentialToken = fields.get('credentialToken') ?? ''
  const asked = await demandRequest(parts, attempt, request.ip, credentialToken)
  const answer = readAnswer(fields)
  const takeBack = attempt(request.ip, realClock.now())
  const accountId = await logIn(parts, answer)
  if (accountId === null) {
    const typed = { ...answer, error: 'Account or password is wrong.' }
    return sendPage(reply, 403, validationForm(asked, credentialToken, typed))
  }
  takeBack()
  const validity = answer.validity === 'unlimited' ? null : answer.validity
  await decideCredential(parts, { validationToken: credentialToken, decision: answer.decision, validity, accountId })
  return sendOn(reply, asked, answer)
}

function sendOn(reply: FastifyReply, asked: CredentialRequest, answer: Answer): FastifyReply {
  const target = redirectionOf(asked)
  if (!target) return sendPage(reply, 200, answeredPage(asked, answer.decision === 'validated'))
  return reply.headers({ 'cache-control': 'no-store', 'referrer-policy': 'no-referrer' }).redirect(target.href, 303)
}

/**
 * What the token of the page asks for; an unknown token counts as an attempt.
 * @throws NOT_FOUND, CONFLICT, TOO_MANY_REQUESTS
 */
async function demandRequest(
  parts: Parts,
  attempt: Attempt,
  address: string,
  credentialToken: unknown,
): Promise<CredentialRequest> {
  const now = realClock.now()
  const takeBack = attempt(address, now)
  const asked = isToken(credentialToken)
    ? await readCredentialRequest(parts, { validationToken: credentialToken })
    : null
  if (!asked) throw problem('NOT_FOUND', 'This link is unknown. Open it as the application gave it to you, whole.')
  takeBack()
  if (isAnswerable(asked, now)) return asked
  const late = asked.state === 'pendingValidation'
  throw problem(
    'CONFLICT',
    `This link ${late ? 'is too old' : 'has been answered already'}: ask the application for a new one.`,
  )
}

function isToken(text: unknown): text is string {
  return typeof text === 'string' && /^[A-Za-z0-9]{64}$/.test(text)
}

function readAnswer(fields: ReadonlyMap<string, string>): Answer {
  const decision = fields.get('decision')
  const validity = fields.get('validity') ?? defaultValidity
  if (decision !== 'validated' && decision !== 'refused') {
    throw problem('BAD_REQUEST', 'The form has no answer: press Allow or Refuse.')
  }
  if (!validities.some(({ value }) => value === validity)) {
    throw problem('BAD_REQUEST', 'The form has a duration that is not offered.')
  }
  const nichandle = (fields.get('nichandle') ?? '').trim().toLowerCase()
  return { nichandle, password: fields.get('password') ?? '', validity, decision }
}

const titles: Readonly<Record<number, string>> = {
  404: 'Unknown link',
  409: 'Nothing to answer',
  429: 'Too many attempts',
}

/** Problems are told on a page: a person reads them. */
async function asPage(reply: FastifyReply, work: () => Promise<FastifyReply>): Promise<FastifyReply> {
  try {
    return await work()
  } catch (error) {
    if (!(error instanceof Problem)) throw error
    const { retryAfter } = error.details
    if (retryAfter !== undefined) reply.header('retry-after', retryAfter)
    const title = titles[error.status] ?? 'This did not work'
    return sendPage(reply, error.status, messagePage(title, html`${error.message}`))
  }
}
