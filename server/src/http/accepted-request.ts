import type { Parts } from '../actions/parts.ts'
import { realClock } from '../calendar/calendar.ts'
import { demandGranted, grants } from '../customers/access-rules.ts'
import { problem } from '../problem/problem.ts'
import type { Mounted } from './mounted.ts'
import type { AnyCall } from './operation.ts'
import type { CountRequest } from './rate-limit.ts'
import type { Authenticated, Authenticator, RawRequest } from './raw-request.ts'

/** What answering needs beside the request. */
export interface Answering {
  readonly parts: Parts
  readonly authenticator: Authenticator
  readonly countRequest: CountRequest
}

export interface Received {
  readonly raw: RawRequest
  /** Percent-decoded. */
  readonly params: Readonly<Record<string, string>>
  readonly queryId: string
}

/** A request that has passed authentication and validation. */
export interface Accepted {
  readonly mounted: Mounted
  readonly received: Received
  /** null for an operation without authentication. */
  readonly authenticated: Authenticated | null
  readonly call: AnyCall
  readonly effects: Effects
}

interface Effects {
  status: number
  readonly headers: Map<string, string>
}

/**
 * Lets a request in: how often does he call, may he, and is all of it well formed. Throws Problems.
 * @param authenticated who calls; null for an operation without authentication
 */
export function acceptRequest(
  answering: Answering,
  mounted: Mounted,
  received: Received,
  authenticated: Authenticated | null,
): Accepted {
  const { raw, params } = received
  const { parts } = answering
  if (authenticated) {
    const { credentialId, clientId } = authenticated.caller
    answering.countRequest(credentialId === null ? `client ${clientId}` : `credential ${credentialId}`, realClock.now())
    if (separatorOf(mounted, raw) === null) demandGranted(authenticated.accessRules, raw.method, raw.url)
  }
  demandNoNul(params)
  const query = mounted.readQuery(searchOf(raw.url))
  const body = mounted.readBody(raw.body)
  const effects: Effects = { status: 200, headers: new Map() }
  const call = newCall(parts, received, authenticated, effects, { params, query, body })
  return { mounted, received, authenticated, call, effects }
}

function newCall(
  parts: Parts,
  { raw }: Received,
  authenticated: Authenticated | null,
  effects: Effects,
  values: Pick<AnyCall, 'params' | 'query' | 'body'>,
): AnyCall {
  return {
    ...values,
    parts,
    address: raw.address,
    // an operation without authentication is typed so that it cannot read its caller
    caller: authenticated?.caller as AnyCall['caller'],
    header: (name) => single(raw.headers[name.toLowerCase()]),
    setHeader: (name, value) => effects.headers.set(name.toLowerCase(), value),
    setStatus: (code) => {
      effects.status = code
    },
  }
}

/** Whether the caller's rules allow a GET of a path of the contract; an operation without authentication has no caller. */
export function mayGet(authenticated: Authenticated | null, path: string): boolean {
  return authenticated === null || grants(authenticated.accessRules, 'GET', path)
}

/** What separates the ids of a batch; null for a call of one object. */
export function separatorOf(mounted: Mounted, raw: RawRequest): string | null {
  const separator = single(raw.headers['x-ovh-batch'])
  return mounted.operation.contract.method === 'GET' ? (separator ?? null) : null
}

/** A path of the contract with its parameters filled in, percent-encoded. */
export function pathWith(template: string, params: Readonly<Record<string, string>>): string {
  return template.replace(/\{([^}]+)\}/g, (_, name: string) => encodeURIComponent(params[name] ?? ''))
}

function demandNoNul(params: Readonly<Record<string, string>>): void {
  for (const [field, value] of Object.entries(params)) {
    if (value.includes('\0')) {
      throw problem('INVALID_PARAMETER', `${field} holds a NUL character, which no name of ours can`, { field })
    }
  }
}

/** The query of a URL, as it came. */
export function searchOf(url: string): string {
  const start = url.indexOf('?')
  return start < 0 ? '' : url.slice(start + 1)
}

/** A header as one text: what came several times is joined by commas, as HTTP has it. */
export function single(value: string | string[] | undefined): string | undefined {
  return Array.isArray(value) ? value.join(', ') : value
}
