import type { Instant } from '../../calendar/calendar.ts'
import type { AccountId } from '../../identity/identity.ts'
import { readMails as readSealedMails } from '../../notices/notice-list.store.ts'
import type { Parts } from '../parts.ts'

export interface ReadMail {
  readonly id: number
  readonly subject: string
  /** Plain text; a secret: it holds links that open orders. */
  readonly text: string
  readonly createdAt: Instant
}

/** An account's mails by their numbers; those that are not its are left out. */
export async function readMails(
  parts: Parts,
  { accountId, ids }: { readonly accountId: AccountId; readonly ids: readonly number[] },
): Promise<readonly ReadMail[]> {
  const sealed = await parts.transaction((transaction) => readSealedMails(transaction, accountId, ids))
  return sealed.map(({ id, subject, createdAt, textSealed }) => {
    return { id, subject, createdAt, text: parts.seal.open(textSealed) }
  })
}
