import { type ListedNotice, listNotices as listRows, type NoticeFilter } from '../../notices/notice-list.store.ts'
import type { Parts } from '../parts.ts'

/** What was told, of all accounts, in order: what became of each mail, without its text, which holds links. */
export async function listNotices(
  parts: Pick<Parts, 'transaction'>,
  filter: Omit<NoticeFilter, 'isWritten'>,
): Promise<readonly ListedNotice[]> {
  return parts.transaction((transaction) => listRows(transaction, { ...filter, isWritten: false }))
}
