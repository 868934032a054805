import { findCredential } from '../actions/accounts/find-credential.ts'
import { noteUse } from '../actions/accounts/note-use.ts'
import { readAccessVersion } from '../actions/accounts/read-access-version.ts'
import type { Parts } from '../actions/parts.ts'
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
import type { Authenticated, Authenticator, RawRequest, Recalled } from './raw-request.ts'
import { type RememberedKeys, rememberedKeys } from './remembered-keys.ts'
import { demandSignature, demandTimely } from './signed-request.ts'

/** What keys are checked with. */
interface Desk {
  readonly parts: Pick<Parts, 'transaction' | 'seal' | 'publicUrl'>
  /** Real time (rule T7). */
  readonly clock: Clock
  readonly openSecret: ReturnType<typeof openedSecrets>
  readonly remembered: RememberedKeys
}

/** The part of an authenticator that checks signatures under an application key and a consumer key. */
export function keyAuthenticator(parts: Desk['parts'], clock: Clock): Authenticator {
  const desk = { parts, clock, openSecret: openedSecrets(parts.seal), remembered: rememberedKeys() }
  return {
    authenticate: (request) => authenticate(desk, request),
    recall: (request) => recall(desk, request),
  }
}

async function authenticate(desk: Desk, request: RawRequest): Promise<Authenticated> {
  const now = desk.clock.now()
  const keys = keysOf(request)
  const found = await findCredential(desk.parts, keys)
  const credential = admit(desk, request, found, now)
  if (!isUseWorthNoting(credential.lastUsedAt, now)) desk.remembered.remember(keys, found as PresentedKeys)
  else await noteUse(desk.parts, { credentialId: credential.id, now })
  return authenticated(credential)
}

function recall(desk: Desk, request: RawRequest): Recalled | null {
  const keys = keysOf(request)
  const known = desk.remembered.recall(keys)
  if (known === undefined) return null
  const credential = admitted(() => admit(desk, request, known, desk.clock.now()))
  if (credential === null || isUseWorthNoting(credential.lastUsedAt, desk.clock.now())) return null
  const stands = async () => {
    const stillStands = (await readAccessVersion(desk.parts)) === known.accessVersion
    if (!stillStands) desk.remembered.forget(keys)
    return stillStands
  }
  return { authenticated: authenticated(credential), stands: stands() }
}

function admit(desk: Desk, request: RawRequest, found: PresentedKeys | null, now: Instant): PresentedCredential {
  const { applicationKey, consumerKey } = keysOf(request)
  const { credential, secretSealed } = demandKeys(found, consumerKey)
  const timestamp = demandTimely(header(request, 'x-ovh-timestamp'), now)
  const applicationSecret = desk.openSecret(applicationKey, secretSealed)
  demandSignature(request, { applicationSecret, consumerKey, timestamp }, desk.parts.publicUrl)
  demandValid(credential, now)
  demandAddress(credential, request.address)
  return credential
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
