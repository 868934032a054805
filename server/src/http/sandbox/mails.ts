import { type OpenedMail, readMailbox } from '../../actions/telling/read-mailbox.ts'
import { toWireDateTime } from '../../calendar/calendar.ts'
import { nichandle } from '../admin/fields.ts'
import { optional } from '../admin/form.ts'
import { answerPage, type List } from '../admin/page.ts'
import { type AdminCall, adminRoute } from '../admin/route.ts'
import { previewUrl } from './mail-preview.ts'

/** The mails that were written, whether they were sent as well or not. */
export const mailRoutes = [
  adminRoute('GET', '/sandbox/mails', (call) =>
    answerPage(call, mailsOf(call), { account: optional(nichandle) }, ({ after: [after], limit }, { account = null }) =>
      readMailbox(call.parts, { account, after, limit }),
    ),
  ),
]

function mailsOf({ parts }: AdminCall): List<OpenedMail, [number]> {
  return {
    name: 'mails',
    first: [0],
    keyOf: ({ id }) => [id],
    toWire: ({ id, createdAt, to, account, subject, text, html, kind }) => ({
      ...{ id, at: toWireDateTime(createdAt, parts.zone), to, account, subject, text, html, kind },
      previewUrl: previewUrl(parts, id),
    }),
  }
}
