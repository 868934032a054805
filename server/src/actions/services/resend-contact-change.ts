import { realClock } from '../../calendar/calendar.ts'
import { lockAccounts } from '../../customers/account.store.ts'
import type { AccountId } from '../../identity/identity.ts'
import { problem } from '../../problem/problem.ts'
import { readContactAnswers } from '../../services/contact-answer.store.ts'
import { listContactChanges, readContactChanges } from '../../services/contact-change.store.ts'
import type { Parts } from '../parts.ts'
import { refuseOver } from './answer-contact-change.ts'
import { mailContactChanges } from './mail-contact-change.ts'

/**
 * Mails the link of a change of contacts again: to both sides that have not accepted yet when the service is the caller's, else to the
 * caller alone. Links that were mailed before are none any more.
 * @throws NOT_FOUND; CONFLICT for a task that is over
 */
export async function resendContactChange(
  parts: Parts,
  { accountId, id }: { readonly accountId: AccountId; readonly id: number },
): Promise<void> {
  await parts.transaction(async (transaction) => {
    const key = (await listContactChanges(transaction, accountId)).find((change) => change.id === id)
    if (!key) throw problem('NOT_FOUND', `there is no task ${id}`)
    const sides = (await readContactAnswers(transaction, [key])).map((answer) => answer.accountId)
    await lockAccounts(transaction, [...new Set([key.accountId, ...sides])])
    const [change] = await readContactChanges(transaction, [key], realClock.now())
    if (!change) throw problem('NOT_FOUND', `there is no task ${id}`)
    refuseOver(change)
    const open = (await readContactAnswers(transaction, [key])).filter(({ hasAccepted }) => !hasAccepted)
    const meant = open.filter((answer) => key.accountId === accountId || answer.accountId === accountId)
    await mailContactChanges(
      transaction,
      parts,
      meant.map((answer) => ({ accountId: answer.accountId, change })),
    )
  })
}
