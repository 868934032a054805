import type { AccountId } from '../../identity/identity.ts'
import { listMailIds } from '../../notices/notice-list.store.ts'
import type { Parts } from '../parts.ts'
import { writeNotices } from './write-notices.ts'

/** The numbers of an account's mails, oldest first; those that wait to be written are written first. Never empty: there is a welcome. */
export async function listMails(
  parts: Parts,
  { accountId }: { readonly accountId: AccountId },
): Promise<readonly number[]> {
  await writeNotices(parts, { accountId })
  return parts.transaction((transaction) => listMailIds(transaction, accountId))
}
