import { listNotices } from '../../actions/telling/list-notices.ts'
import { type Instant, toWireDateTime } from '../../calendar/calendar.ts'
import type { ListedNotice } from '../../notices/notice-list.store.ts'
import { nichandle, oneOf } from './fields.ts'
import { optional } from './form.ts'
import { answerPage, type List } from './page.ts'
import { type AdminCall, adminRoute } from './route.ts'

const filters = { account: optional(nichandle), state: optional(oneOf(['waiting', 'kept', 'sent', 'dead'])) }

/** What was told and what became of its mail; `state=dead` lists what could not be delivered. */
export const noticeRoutes = [
  adminRoute('GET', '/admin/notices', (call) =>
    answerPage(call, noticesOf(call), filters, ({ after: [after], limit }, { account = null, state = null }) =>
      listNotices(call.parts, { account, state, after, limit }),
    ),
  ),
]

function noticesOf({ parts }: AdminCall): List<ListedNotice, [number]> {
  const when = (instant: Instant | null) => (instant === null ? null : toWireDateTime(instant, parts.zone))
  return {
    name: 'notices',
    first: [0],
    keyOf: ({ id }) => [id],
    toWire: ({
      id,
      createdAt,
      deadline,
      account,
      kind,
      services,
      to,
      subject,
      state,
      tries,
      failure,
      sendAt,
      endedAt,
    }) => ({
      ...{ id, at: when(createdAt), account, kind, deadline: when(deadline), services, to, subject },
      ...{ state, tries, failure, nextTryAt: when(sendAt), endedAt: when(endedAt) },
    }),
  }
}
