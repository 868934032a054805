import { addSeconds, type Instant } from '../../calendar/calendar.ts'
import { updateLastUse } from '../../customers/credential.store.ts'
import { lastUseSeconds } from '../../customers/credential.ts'
import { updateTokenUse } from '../../customers/oauth2-token.store.ts'
import type { Parts } from '../parts.ts'

type Used = { readonly credentialId: number } | { readonly tokenId: string }

/** Notes that a credential or a bearer token was used, unless another request did so within the last minute. */
export function noteUse(
  parts: Pick<Parts, 'transaction'>,
  { now, ...used }: Used & { readonly now: Instant },
): Promise<void> {
  const unlessAfter = addSeconds(now, -lastUseSeconds)
  return parts.transaction((transaction) =>
    'tokenId' in used
      ? updateTokenUse(transaction, used.tokenId, now, unlessAfter)
      : updateLastUse(transaction, used.credentialId, now, unlessAfter),
  )
}
