import { addSeconds, realClock } from '../../calendar/calendar.ts'
import { nextTry } from '../../notices/backoff.ts'
import type { Mailer } from '../../notices/mailer.ts'
import { claimMails, type NoticeTry, type WaitingMail, writeTries } from '../../notices/outbox.store.ts'
import type { Parts } from '../parts.ts'

/** Mails handed over at a time. */
const width = 5
/** A worker that took mails and died gives them back after this: with the next sweep, that is within a minute. A mailer has 40 s. */
const leaseSeconds = 45

/**
 * Hands written mails to the mailer, in real time (rule T7). A mail that is refused is tried again over three days, and is dead after
 * that, which an operator sees. Handed over at least once: whoever gets a mail twice, because a worker died behind the handing over,
 * can tell by its Message-ID.
 * @returns how many mails were sent
 */
export async function sendNotices(parts: Parts): Promise<number> {
  const { mailer } = parts
  if (mailer === null) return 0
  let sent = 0
  while (!parts.stopping?.aborted) {
    const now = realClock.now()
    const mails = await parts.transaction((open) => claimMails(open, now, addSeconds(now, leaseSeconds), width))
    const tries = await Promise.all(mails.map((mail) => tryMail(parts, mailer, mail)))
    if (tries.length > 0) await parts.transaction((open) => writeTries(open, tries, realClock.now()))
    sent += tries.filter((one) => one.state === 'sent').length
    if (mails.length < width) return sent
  }
  return sent
}

async function tryMail(parts: Parts, mailer: Mailer, mail: WaitingMail): Promise<NoticeTry> {
  const { accountId, id, to, subject, textSealed, htmlSealed } = mail
  const messageId = `notice-${id}@${new URL(parts.publicUrl).hostname}`
  try {
    const [text, html] = [parts.seal.open(textSealed), parts.seal.open(htmlSealed)]
    await mailer.send({ messageId, to, subject, text, html })
    return { accountId, id, state: 'sent', failure: null, sendAt: null }
  } catch (error) {
    return failedTry(parts, mail, error instanceof Error ? error.message : String(error))
  }
}

function failedTry(parts: Parts, { accountId, id, tries }: WaitingMail, failure: string): NoticeTry {
  const sendAt = nextTry(tries + 1, realClock.now())
  const facts = { notice: id, tries: tries + 1, failure, again: sendAt?.toString() ?? null }
  if (sendAt) parts.log.warn(facts, 'a mail could not be sent: it is tried again')
  else parts.log.error(facts, 'a mail could not be sent for three days: it is dead, see /admin/notices?state=dead')
  return { accountId, id, state: sendAt ? 'waiting' : 'dead', failure, sendAt }
}
