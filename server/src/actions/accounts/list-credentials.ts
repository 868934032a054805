import { realClock } from '../../calendar/calendar.ts'
import { type CredentialState, stateOf } from '../../customers/credential.ts'
import { listCredentials as list } from '../../customers/credential-list.store.ts'
import type { AccountId } from '../../identity/identity.ts'
import type { Parts } from '../parts.ts'

export interface CredentialFilter {
  readonly accountId: AccountId
  /** null: of all applications. */
  readonly applicationId: number | null
  /** The state as it is now; null: any. */
  readonly state: CredentialState | null
}

/** The ids of an account's credentials, oldest first. Those that nobody answered for yet are no account's. */
export async function listCredentials(
  parts: Pick<Parts, 'transaction'>,
  { accountId, applicationId, state }: CredentialFilter,
): Promise<readonly number[]> {
  const credentials = await parts.transaction((transaction) => list(transaction, accountId, applicationId), 'reads')
  const now = realClock.now()
  return credentials.filter((one) => state === null || stateOf(one, now) === state).map(({ id }) => id)
}
