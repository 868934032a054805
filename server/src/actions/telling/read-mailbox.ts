import { type ListedNotice, listNotices, type NoticeFilter } from '../../notices/notice-list.store.ts'
import type { Parts } from '../parts.ts'
import { writeNotices } from './write-notices.ts'

export interface OpenedMail extends ListedNotice {
  /** Secrets: they hold links that open orders. */
  readonly text: string
  readonly html: string
}

/** The mails of a sandbox in order, opened; those that wait to be written are written first. */
export async function readMailbox(
  parts: Parts,
  filter: Omit<NoticeFilter, 'isWritten' | 'state'>,
): Promise<readonly OpenedMail[]> {
  await writeNotices(parts)
  const listed = await parts.transaction((open) => listNotices(open, { ...filter, state: null, isWritten: true }))
  return listed.map((mail) => ({ ...mail, text: opened(parts, mail.textSealed), html: opened(parts, mail.htmlSealed) }))
}

function opened({ seal }: Parts, sealed: Buffer | null): string {
  return sealed === null ? '' : seal.open(sealed)
}
