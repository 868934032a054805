import { findAccounts } from '../../customers/account.store.ts'
import {
  type EventPlace,
  listAccountEvents,
  type RecordedEvent,
  listEvents as readEvents,
} from '../../events/event-list.store.ts'
import type { Nichandle } from '../../identity/identity.ts'
import type { Parts } from '../parts.ts'

export interface EventsRequest {
  readonly account: Nichandle | null
  readonly after: EventPlace
  readonly limit: number
}

/** What happened, in an order in which a reader that goes on from its last place misses nothing. */
export async function listEvents(parts: Parts, request: EventsRequest): Promise<RecordedEvent[]> {
  const { account, after, limit } = request
  return parts.transaction(async (transaction) => {
    if (account === null) return readEvents(transaction, after, limit)
    const [owner] = await findAccounts(transaction, [account])
    return owner ? listAccountEvents(transaction, owner.id, after, limit) : []
  })
}
