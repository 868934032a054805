import type { Authentication } from './authentication.ts'
import type { Credentials } from './credentials.ts'
import { OdnowaError, UnauthorizedError } from './errors.ts'
import { shared } from './shared.ts'

type ServiceAccount = Extract<Credentials, { readonly kind: 'oauth2' }>

interface Token {
  readonly value: string
  /** Milliseconds of our clock from which another one is fetched. */
  readonly renewAt: number
}

/** Seconds before its end at which a token is renewed, at most a tenth of its life. */
const marginSeconds = 60

/**
 * Calls with a token of a service account (ovh-api.md 1.4), got by client credentials when it is first needed, renewed before
 * it ends, shared by all calls, and fetched anew once when the server does not take it.
 * @param fetchToken posts a form to the token's URL with Basic authentication
 */
export function oauth2Authentication(
  account: ServiceAccount,
  fetchToken: (form: string, authorization: string) => Promise<unknown>,
): Authentication {
  const authorization = `Basic ${btoa(`${encodeURIComponent(account.clientId)}:${encodeURIComponent(account.clientSecret)}`)}`
  const token = shared(async () =>
    readToken(await fetchToken('grant_type=client_credentials&scope=all', authorization)),
  )
  return async () => {
    const got = await token.get()
    const current = Date.now() < got.renewAt ? got : await token.renew(got)
    return {
      headers: { Authorization: `Bearer ${current.value}` },
      mend: async (error) => {
        if (!(error instanceof UnauthorizedError)) return false
        await token.renew(current)
        return true
      },
    }
  }
}

function readToken(answer: unknown): Token {
  const { access_token: value, expires_in: seconds } = (answer ?? {}) as {
    access_token?: unknown
    expires_in?: unknown
  }
  if (typeof value !== 'string' || !/^[\x21-\x7e]+$/.test(value)) {
    throw new OdnowaError('INVALID_ANSWER', 'the token URL answered no access_token: is it the right one?')
  }
  const life = typeof seconds === 'number' && seconds > 0 ? seconds : 3600
  return { value, renewAt: Date.now() + (life - Math.min(marginSeconds, life / 10)) * 1000 }
}
