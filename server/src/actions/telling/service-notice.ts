import type { Instant } from '../../calendar/calendar.ts'
import type { AccountId, ServiceId } from '../../identity/identity.ts'
import type { NewNotice, NoticeData, NoticeKind } from '../../notices/notice.ts'

/** A notice of a fact about services of one account, told each time it happens. */
export function serviceNotice(fact: {
  readonly accountId: AccountId
  readonly kind: NoticeKind
  readonly services: readonly ServiceId[]
  readonly data: NoticeData
  readonly at: Instant
}): NewNotice {
  return { ...fact, deadline: null, orderId: null, documentId: null }
}
