import { addSeconds, type Instant } from '../calendar/calendar.ts'
import { updateLastUse } from '../customers/credential.store.ts'
import { lastUseSeconds } from '../customers/credential.ts'
import type { Parts } from './parts.ts'

/** Notes that a credential was used, unless another request did so within the last minute. */
export function noteUse(
  parts: Pick<Parts, 'transaction'>,
  { credentialId, now }: { readonly credentialId: number; readonly now: Instant },
): Promise<void> {
  return parts.transaction((transaction) =>
    updateLastUse(transaction, credentialId, now, addSeconds(now, -lastUseSeconds)),
  )
}
