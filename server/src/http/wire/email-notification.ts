import type { NichandleEmailNotification } from '@odnowa/contract/models/nichandle.generated.ts'
import type { ReadMail } from '../../actions/telling/read-mails.ts'
import { toWireDateTime } from '../../calendar/calendar.ts'
import type { WireContext } from '../context.ts'

/** nichandle.EmailNotification. The body is the plain text: clients look for links in it, unescaped. */
export function toWireEmailNotification({ zone }: WireContext, mail: ReadMail): NichandleEmailNotification {
  const { id, subject, text, createdAt } = mail
  return { body: text, date: toWireDateTime(createdAt, zone), id, subject }
}
