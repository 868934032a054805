import { listMails } from '../../actions/telling/list-mails.ts'
import { readMails } from '../../actions/telling/read-mails.ts'
import { wireContext } from '../context.ts'
import { numberedOperation } from '../numbered-operation.ts'
import { type Operation, operation } from '../operation.ts'
import { toWireEmailNotification } from '../wire/email-notification.ts'

/** The mails that the account got, sent or kept. */
export const notificationOperations: readonly Operation[] = [
  operation('GET /me/notification/email/history', async ({ parts, caller }) => [...(await listMails(parts, caller))]),

  numberedOperation('GET /me/notification/email/history/{id}', 'id', async ({ parts, caller }, ids) => {
    const mails = await readMails(parts, { accountId: caller.accountId, ids })
    return new Map(mails.map((mail) => [mail.id, toWireEmailNotification(wireContext(parts), mail)]))
  }),
]
