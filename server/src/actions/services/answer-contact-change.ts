import { realClock } from '../../calendar/calendar.ts'
import { lockAccounts } from '../../customers/account.store.ts'
import { hashKey } from '../../customers/secret.ts'
import type { Transaction } from '../../database/transaction.ts'
import type { AccountId } from '../../identity/identity.ts'
import { readOpenBills } from '../../orders/open-bill.store.ts'
import { problem } from '../../problem/problem.ts'
import { writeContacts } from '../../services/contact.store.ts'
import { acceptContactChanges, findContactAnswers, readContactAnswers } from '../../services/contact-answer.store.ts'
import { endContactChanges, listContactChanges, readContactChanges } from '../../services/contact-change.store.ts'
import type { ContactAnswer, ContactChange } from '../../services/contact-change.ts'
import type { Parts } from '../parts.ts'

export interface ContactDecision {
  /** The number of the task. */
  readonly id: number
  readonly token: string
  readonly accepts: boolean
  /** Who calls; null for who only has the mailed link. */
  readonly accountId: AccountId | null
}

/**
 * Answers a change of contacts for the side that the token was mailed to. Once both have accepted, the contacts are changed; one
 * refusal ends it (ovh-api.md 2.7).
 * @returns the change as it is now
 * @throws NOT_FOUND for a task that the caller may not know of, INVALID_TOKEN, CONFLICT for a task that is over,
 * SERVICE_HAS_OPEN_BILL when a bill was made meanwhile
 */
export async function answerContactChange(parts: Parts, decision: ContactDecision): Promise<ContactChange> {
  return parts.transaction(async (transaction) => {
    const answer = await answerOf(transaction, decision)
    await lockAccounts(transaction, [answer.change.accountId])
    // asked again under the lock: another mail may have replaced the token
    const { change: key, accountId } = await answerOf(transaction, decision)
    const change = await changeOf(transaction, key)
    refuseOver(change)
    if (!decision.accepts) await endContactChanges(transaction, [key], 'refused', parts.clock.now())
    else await accept(transaction, parts, change, accountId)
    return changeOf(transaction, key)
  })
}

async function answerOf(transaction: Transaction, { id, token, accountId }: ContactDecision): Promise<ContactAnswer> {
  const [answer] = await findContactAnswers(transaction, [hashKey(token)])
  if (answer && answer.change.id === id && (accountId === null || answer.accountId === accountId)) return answer
  const known = accountId === null ? [] : await listContactChanges(transaction, accountId)
  if (accountId !== null && !known.some((change) => change.id === id))
    throw problem('NOT_FOUND', `there is no task ${id}`)
  const message = `the token does not answer task ${id} for you: it is wrong, or a newer mail has replaced it; have it sent again`
  throw problem('INVALID_TOKEN', message, { field: 'token' })
}

async function changeOf(transaction: Transaction, key: ContactAnswer['change']): Promise<ContactChange> {
  const [change] = await readContactChanges(transaction, [key], realClock.now())
  if (!change) throw problem('NOT_FOUND', `there is no task ${key.id}`)
  return change
}

/** @throws CONFLICT */
export function refuseOver({ id, state }: ContactChange): void {
  if (state !== 'waiting') throw problem('CONFLICT', `task ${id} is ${state}: it takes no answer any more`, { state })
}

async function accept(
  transaction: Transaction,
  parts: Parts,
  change: ContactChange,
  accountId: AccountId,
): Promise<void> {
  const { serviceId, to, roles } = change
  const [bill] = await readOpenBills(transaction, [change.accountId], [serviceId])
  if (bill) {
    const message = `the contacts of ${change.serviceName} cannot be changed while a bill on it is unpaid`
    throw problem('SERVICE_HAS_OPEN_BILL', message, { serviceId: String(serviceId) })
  }
  const at = parts.clock.now()
  await acceptContactChanges(transaction, [{ accountId, change }], at)
  const answers = await readContactAnswers(transaction, [change])
  if (!answers.every(({ hasAccepted }) => hasAccepted)) return
  const contacts = roles.map((role) => ({ serviceId, role, nichandle: to }))
  await writeContacts(transaction, change.accountId, contacts)
  await endContactChanges(transaction, [change], 'done', at)
}
