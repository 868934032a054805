import { realClock } from '../../calendar/calendar.ts'
import { readAccounts } from '../../customers/account.store.ts'
import { hashKey } from '../../customers/secret.ts'
import { findContactAnswers } from '../../services/contact-answer.store.ts'
import { readContactChanges } from '../../services/contact-change.store.ts'
import type { ContactChange } from '../../services/contact-change.ts'
import type { Parts } from '../parts.ts'

/** What a mailed link asks one side of a change of contacts. */
export interface AskedContactChange {
  readonly change: ContactChange
  /** True when this side has accepted already, and the other has not answered. */
  readonly hasAccepted: boolean
  /** Of the side that is asked: `fr_FR`. */
  readonly language: string
}

/** What a mailed link asks; null for a token that is wrong or was replaced. Answers nothing. */
export async function readContactAnswer(
  parts: Pick<Parts, 'transaction'>,
  { id, token }: { readonly id: number; readonly token: string },
): Promise<AskedContactChange | null> {
  return parts.transaction(async (transaction) => {
    const [answer] = await findContactAnswers(transaction, [hashKey(token)])
    if (!answer || answer.change.id !== id) return null
    const [[change], [account]] = await Promise.all([
      readContactChanges(transaction, [answer.change], realClock.now()),
      readAccounts(transaction, [answer.accountId]),
    ])
    if (!change || !account) return null
    return { change, hasAccepted: answer.hasAccepted, language: account.language }
  })
}
