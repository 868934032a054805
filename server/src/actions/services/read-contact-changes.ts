import { realClock } from '../../calendar/calendar.ts'
import type { AccountId, Nichandle } from '../../identity/identity.ts'
import { listContactChanges, readContactChanges } from '../../services/contact-change.store.ts'
import type { ContactChange, ContactChangeState } from '../../services/contact-change.ts'
import type { Parts } from '../parts.ts'

export interface ContactChangeFilter {
  readonly accountId: AccountId
  readonly askedBy?: Nichandle | undefined
  readonly to?: Nichandle | undefined
  readonly state?: ContactChangeState | undefined
}

/** The changes of contacts that an account may know of, oldest first: those of its services, and those that it must answer. */
export async function readContactChangesOf(
  parts: Pick<Parts, 'transaction'>,
  { accountId, askedBy, to, state }: ContactChangeFilter,
): Promise<readonly ContactChange[]> {
  const changes = await parts.transaction(async (transaction) =>
    readContactChanges(transaction, await listContactChanges(transaction, accountId), realClock.now()),
  )
  return changes.filter(
    (change) =>
      (askedBy === undefined || change.askedBy === askedBy) &&
      (to === undefined || change.to === to) &&
      (state === undefined || change.state === state),
  )
}
