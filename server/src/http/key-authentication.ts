import { findCredential } from '../actions/find-credential.ts'
import { noteUse } from '../actions/note-use.ts'
import type { Parts } from '../actions/parts.ts'
import { readAccessVersion } from '../actions/read-access-version.ts'
import type { Clock, Instant } from '../calendar/calendar.ts'
import { mayOpen } from '../customers/application.ts'
import {
  demandAddress,
  demandValid,
  isUseWorthNoting,
  type PresentedCredential,
  type PresentedKeys,
} from '../customers/credential.ts'
import { problem } from '../problem/problem.ts'
import { invalidKey, notLoggedIn } from './login-problems.ts'
import { openedSecrets } from './opened-secrets.ts'
import type { Authenticated, Authenticator, RawRequest } from './raw-request.ts'
import { rememberedKeys } from './remembered-keys.ts'
import { demandSignature, demandTimely } from './signed-request.ts'

/** The part of an authenticator that checks signatures under an application key and a consumer key. */
export function keyAuthenticator(
  parts: Pick<Parts, 'transaction' | 'seal' | 'publicUrl'>,
  clock: Clock,
): Authenticator {
  const openSecret = openedSecrets(parts.seal)
  const remembered = rememberedKeys()

  const admit = (request: RawRequest, found: PresentedKeys | null, now: Instant): PresentedCredential => {
    const { applicationKey, consumerKey } = keysOf(request)
    const { credential, secretSealed } = demandKeys(found, consumerKey)
    const timestamp = demandTimely(header(request, 'x-ovh-timestamp'), now)
    const applicationSecret = openSecret(applicationKey, secretSealed)
    demandSignature(request, { applicationSecret, consumerKey, timestamp }, parts.publicUrl)
    demandValid(credential, now)
    demandAddress(credential, request.address)
    return credential
  }
  return {
    async authenticate(request) {
      const now = clock.now()
      const keys = keysOf(request)
      const found = await findCredential(parts, keys)
      const credential = admit(request, found, now)
      if (!isUseWorthNoting(credential.lastUsedAt, now)) remembered.remember(keys, found as PresentedKeys)
      else await noteUse(parts, { credentialId: credential.id, now })
      return authenticated(credential)
    },
    recall(request) {
      const keys = keysOf(request)
      const known = remembered.recall(keys)
      if (known === undefined) return null
      const credential = admitted(() => admit(request, known, clock.now()))
      if (credential === null || isUseWorthNoting(credential.lastUsedAt, clock.now())) return null
      const stands = async () => {
        const stillStands = (await readAccessVersion(parts)) === known.accessVersion
        if (!stillStands) remembered.forget(keys)
        return stillStands
      }
      return { authenticated: authenticated(credential), stands: stands() }
    },
  }
}

/** Null for whoever is not let in: the reading that follows says why. */
function admitted(admit: () => PresentedCredential): PresentedCredential | null {
  try {
    return admit()
  } catch {
    return null
  }
}

function demandKeys(
  found: PresentedKeys | null,
  consumerKey: string,
): { readonly credential: PresentedCredential; readonly secretSealed: Buffer } {
  if (!found) throw invalidKey()
  if (!mayOpen(found.applicationStatus)) throw invalidKey(`: the application is ${found.applicationStatus}`)
  if (consumerKey === '') throw notLoggedIn('X-Ovh-Consumer is missing')
  if (!found.credential) throw problem('NOT_CREDENTIAL', 'This credential does not exist')
  return { credential: found.credential, secretSealed: found.secretSealed }
}

function authenticated(credential: PresentedCredential): Authenticated {
  const { accountId, nichandle, accessRules, id } = credential
  if (accountId === null || nichandle === null) throw new Error(`credential ${id} is validated, yet of no account`)
  return { caller: { accountId, nichandle, method: 'account', credentialId: id, clientId: null }, accessRules }
}

function keysOf(request: RawRequest): { readonly applicationKey: string; readonly consumerKey: string } {
  return {
    applicationKey: header(request, 'x-ovh-application') ?? '',
    consumerKey: header(request, 'x-ovh-consumer') ?? '',
  }
}

function header(request: RawRequest, name: string): string | undefined {
  const value = request.headers[name]
  return typeof value === 'string' ? value : undefined
}
