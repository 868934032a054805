import type { FastifyReply, FastifyRequest } from 'fastify'
import { issueToken } from '../actions/accounts/issue-token.ts'
import type { Parts } from '../actions/parts.ts'
import { tokenSeconds } from '../customers/oauth2.ts'
import { Problem } from '../problem/problem.ts'
import { formBody } from './form-body.ts'
import type { PlainRoutes } from './setup.ts'

/** Errors of RFC 6749, section 5.2: this endpoint speaks OAuth2's form and not OVH's. */
type OAuth2Error = 'invalid_client' | 'invalid_request' | 'invalid_scope' | 'unsupported_grant_type'

interface Refusal {
  readonly error: OAuth2Error
  readonly description: string
}

interface TokenRequest {
  readonly clientId: string
  readonly clientSecret: string
}

/** `POST {public URL}/auth/oauth2/token`: bearer tokens for client credentials, given by HTTP Basic or in the body. */
export const oauth2TokenRoutes: PlainRoutes = (app, { parts }) => {
  app.post('/auth/oauth2/token', async (request, reply) => {
    reply.headers({ 'cache-control': 'no-store', pragma: 'no-cache' })
    const asked = readTokenRequest(request)
    if ('error' in asked) return refuse(reply, asked)
    return answer(parts, reply, asked)
  })
}

async function answer(parts: Parts, reply: FastifyReply, asked: TokenRequest): Promise<unknown> {
  const issued = await issueToken(parts, asked)
  if (issued === null) {
    return refuse(reply, { error: 'invalid_client', description: 'The client is unknown, or its secret is wrong' })
  }
  return { access_token: issued.accessToken, token_type: 'Bearer', expires_in: tokenSeconds, scope: 'all' }
}

function refuse(reply: FastifyReply, { error, description }: Refusal): unknown {
  if (error === 'invalid_client') reply.code(401).header('www-authenticate', 'Basic realm="odnowa", charset="UTF-8"')
  else reply.code(400)
  return { error, error_description: description }
}

function readTokenRequest(request: FastifyRequest): TokenRequest | Refusal {
  const fields = readFields(request)
  if ('error' in fields) return fields
  const client = readClient(request.headers.authorization, fields)
  if ('error' in client) return client
  const grant = fields.get('grant_type')
  if (grant === undefined) return invalid('grant_type is missing: write client_credentials')
  if (grant !== 'client_credentials') {
    return { error: 'unsupported_grant_type', description: 'The only grant is client_credentials' }
  }
  const scope = fields.get('scope') ?? ''
  if (scope !== '' && scope !== 'all') return { error: 'invalid_scope', description: 'The only scope is all' }
  return client
}

function readFields(request: FastifyRequest): ReadonlyMap<string, string> | Refusal {
  try {
    return formBody(request)
  } catch (error) {
    if (error instanceof Problem) return invalid(error.message)
    throw error
  }
}

/** A client names itself in one way only (RFC 6749, 2.3). */
function readClient(authorization: string | undefined, fields: ReadonlyMap<string, string>): TokenRequest | Refusal {
  const inBody = { clientId: fields.get('client_id') ?? '', clientSecret: fields.get('client_secret') ?? '' }
  if (authorization === undefined) {
    if (inBody.clientId !== '' && inBody.clientSecret !== '') return inBody
    return { error: 'invalid_client', description: 'Send client id and secret by HTTP Basic or in the body' }
  }
  const basic = readBasic(authorization)
  if (!basic) return { error: 'invalid_client', description: 'The Authorization header is no HTTP Basic' }
  if (inBody.clientSecret !== '' || (inBody.clientId !== '' && inBody.clientId !== basic.clientId)) {
    return invalid('The client is named both in the Authorization header and in the body')
  }
  return basic
}

/** Id and secret are form-encoded before they are joined (RFC 6749, 2.3.1). */
function readBasic(authorization: string): TokenRequest | null {
  const encoded = /^Basic +([A-Za-z0-9+/_=-]+) *$/i.exec(authorization)?.[1]
  const match = encoded && /^([^:]*):(.*)$/s.exec(Buffer.from(encoded, 'base64').toString('utf8'))
  if (!match) return null
  const [clientId, clientSecret] = [match[1] ?? '', match[2] ?? ''].map(formDecoded)
  if (!clientId || clientSecret === undefined || clientId.includes('\0')) return null
  return { clientId, clientSecret }
}

function formDecoded(text: string): string {
  try {
    return decodeURIComponent(text.replaceAll('+', ' '))
  } catch {
    return text
  }
}

function invalid(description: string): Refusal {
  return { error: 'invalid_request', description }
}
