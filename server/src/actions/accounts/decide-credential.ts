import { type Instant, realClock } from '../../calendar/calendar.ts'
import { readAccounts } from '../../customers/account.store.ts'
import type { Account } from '../../customers/account.ts'
import { findRequest, updateCredential } from '../../customers/credential.store.ts'
import { type CredentialRequest, type CredentialState, isAnswerable } from '../../customers/credential.ts'
import { hashKey } from '../../customers/secret.ts'
import { endOfValidity } from '../../customers/validity.ts'
import type { AccountId } from '../../identity/identity.ts'
import { problem } from '../../problem/problem.ts'
import type { Parts } from '../parts.ts'

/** Named by its token, as on the validation page, or by its consumer key, as an operator of a sandbox does. */
export type CredentialName = { readonly validationToken: string } | { readonly consumerKey: string }

export type CredentialDecision = CredentialName & {
  readonly decision: Exclude<CredentialState, 'pendingValidation'>
  /** How long a validated credential holds from now, ISO-8601 (`PT1H`, `P1D`); null: no end. Of no matter otherwise. */
  readonly validity: string | null
  /** Whose credential it becomes; null: that of the account that the application belongs to. */
  readonly accountId: AccountId | null
}

/**
 * Accepts, refuses or ends a credential. By its token only while it waits for an answer; by its consumer key at any time.
 * @throws NOT_FOUND for an unknown token or key
 * @throws CONFLICT when it has been answered already, or nobody answered in time
 * @throws INVALID_PARAMETER for a validity that is none
 */
export function decideCredential(
  parts: Pick<Parts, 'transaction'>,
  decided: CredentialDecision,
): Promise<{ readonly state: CredentialState; readonly account: Account; readonly redirection: string | null }> {
  const now = realClock.now()
  return parts.transaction(async (transaction) => {
    const request = await findRequest(transaction, ...hashes(decided))
    if (!request) throw problem('NOT_FOUND', 'This credential does not exist')
    if ('validationToken' in decided && !isAnswerable(request, now)) throw notAnswerable(request)
    const accountId = decided.accountId ?? request.accountId ?? request.ownerId
    const [account] = await readAccounts(transaction, [accountId])
    if (!account) throw problem('NOT_FOUND', 'This account does not exist')
    const answer = { state: decided.decision, accountId, expiresAt: endOf(decided, now) }
    if (!(await updateCredential(transaction, request.id, request.state, answer))) throw notAnswerable(request)
    return { state: decided.decision, account, redirection: request.redirection }
  })
}

function hashes(name: CredentialName): [Buffer | null, Buffer | null] {
  return 'consumerKey' in name ? [hashKey(name.consumerKey), null] : [null, hashKey(name.validationToken)]
}

function endOf({ decision, validity }: CredentialDecision, now: Instant): Instant | null {
  if (decision === 'refused') return null
  if (decision === 'expired') return now
  return validity === null ? null : endOfValidity(now, validity, 'validity')
}

function notAnswerable(request: CredentialRequest) {
  const waiting = request.state === 'pendingValidation'
  return problem(
    'CONFLICT',
    waiting
      ? 'This request was not answered in time: ask the application for a new one'
      : 'This request has been answered already',
    { state: request.state },
  )
}
