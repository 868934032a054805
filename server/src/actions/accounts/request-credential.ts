import { addSeconds, type Instant, realClock } from '../../calendar/calendar.ts'
import type { AccessRule } from '../../customers/access-rules.ts'
import { findApplications } from '../../customers/application.store.ts'
import { mayOpen } from '../../customers/application.ts'
import { deleteUnanswered, insertCredentials } from '../../customers/credential.store.ts'
import { type NewCredential, validationHours } from '../../customers/credential.ts'
import { hashKey, newKey } from '../../customers/secret.ts'
import { problem } from '../../problem/problem.ts'
import type { Parts } from '../parts.ts'

export interface RequestedCredential {
  /** Shown this once: only its hash is kept. */
  readonly consumerKey: string
  /** What the holder opens the validation page with. A secret. */
  readonly validationToken: string
}

interface CredentialWish {
  readonly applicationKey: string
  readonly accessRules: readonly AccessRule[]
  readonly allowedIps: readonly string[] | null
  readonly redirection: string | null
}

/**
 * Makes a consumer key that works once an account's holder has accepted it on the validation page.
 * @throws INVALID_KEY for an unknown or closed application
 */
export function requestCredential(
  parts: Pick<Parts, 'transaction'>,
  wish: CredentialWish,
): Promise<RequestedCredential> {
  const now = realClock.now()
  const made = { consumerKey: newKey('consumerKey'), validationToken: newKey('validationToken') }
  return parts.transaction(async (transaction) => {
    const [application] = await findApplications(transaction, [wish.applicationKey])
    if (!application || !mayOpen(application.status)) throw problem('INVALID_KEY', 'This application key is invalid')
    await deleteUnanswered(transaction, application.id, addSeconds(now, -2 * validationHours * 3600))
    await insertCredentials(transaction, [pendingOf(wish, application.id, made, now)])
    return made
  })
}

/** Nobody's until it is answered for. */
function pendingOf(
  { accessRules, allowedIps, redirection }: CredentialWish,
  applicationId: number,
  { consumerKey, validationToken }: RequestedCredential,
  createdAt: Instant,
): NewCredential {
  return {
    ...{ applicationId, accountId: null, state: 'pendingValidation', accessRules, allowedIps, redirection },
    ...{ consumerKeyHash: hashKey(consumerKey), validationTokenHash: hashKey(validationToken) },
    ...{ createdAt, expiresAt: null },
  }
}
