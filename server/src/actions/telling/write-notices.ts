import { addHours, realClock } from '../../calendar/calendar.ts'
import type { Transaction } from '../../database/transaction.ts'
import type { AccountId } from '../../identity/identity.ts'
import { nextTry } from '../../notices/backoff.ts'
import {
  lockUnwritten,
  type NoticeTry,
  type WrittenNotice,
  writeNotices as writeMails,
  writeTries,
} from '../../notices/outbox.store.ts'
import { renderNotice } from '../../notices/render-notice.ts'
import type { Parts } from '../parts.ts'
import { type Found, findFacts, toLetterFacts } from './read-letter-facts.ts'

const batch = 200

/**
 * Writes the notices that wait as mails, sealed, each in its account's language; what they say is what is so at that moment. Without a
 * mailer they are kept, and that is all. Runs beside itself without writing one twice.
 * @param request.accountId those of one account only: for who reads its mails before the next sweep
 * @returns how many were written
 */
export async function writeNotices(
  parts: Parts,
  { accountId = null }: { readonly accountId?: AccountId | null } = {},
): Promise<number> {
  let total = 0
  while (!parts.stopping?.aborted) {
    const taken = await parts.transaction((transaction) => writeBatch(transaction, parts, accountId))
    total += taken
    if (taken < batch) return total
  }
  return total
}

async function writeBatch(transaction: Transaction, parts: Parts, accountId: AccountId | null): Promise<number> {
  const now = realClock.now()
  const notices = await lockUnwritten(transaction, accountId, now, batch)
  if (notices.length === 0) return 0
  const found = await findFacts(transaction, parts, notices)
  const written = found.map((one) => writeOne(parts, one))
  await writeMails(
    transaction,
    written.flatMap((one) => one.mail ?? []),
    parts.mailer === null ? now : null,
  )
  const failed = written.flatMap((one) => one.failed ?? [])
  if (failed.length > 0) await writeTries(transaction, failed, now)
  return notices.length
}

/** One mail; a notice that cannot be written keeps no other from it, and is written when the cause is mended. */
function writeOne(parts: Parts, one: Found): { readonly mail?: WrittenNotice; readonly failed?: NoticeTry } {
  const { accountId, id, email: recipient, tries } = one.notice
  try {
    const { subject, text, html } = renderNotice(toLetterFacts(parts, one))
    const sealed = { textSealed: parts.seal.seal(text), htmlSealed: parts.seal.seal(html) }
    return { mail: { accountId, id, recipient, subject, ...sealed } }
  } catch (error) {
    parts.log.error({ notice: id, error }, 'a notice could not be written as a mail: it is tried again')
    const failure = error instanceof Error ? error.message : String(error)
    const now = realClock.now()
    const sendAt = nextTry(tries + 1, now) ?? addHours(now, 24)
    return { failed: { accountId, id, state: 'waiting', failure, sendAt } }
  }
}
