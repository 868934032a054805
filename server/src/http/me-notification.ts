import { listMails } from '../actions/list-mails.ts'
import { readMails } from '../actions/read-mails.ts'
import type { AccountId } from '../identity/identity.ts'
import { problem } from '../problem/problem.ts'
import { wireContext } from './context.ts'
import { type Call, type Operation, operation } from './operation.ts'
import { idParameter, manyIds } from './parameters.ts'
import { toWireEmailNotification } from './wire/email-notification.ts'

/** The mails that the account got, sent or kept. */
export const notificationOperations: readonly Operation[] = [
  operation('GET /me/notification/email/history', async ({ parts, caller }) => [...(await listMails(parts, caller))]),

  operation(
    'GET /me/notification/email/history/{id}',
    async ({ parts, caller, params }) => {
      const id = idParameter(params.id, 'id')
      const mail = (await mailsOf({ parts, caller }, [id])).get(id)
      if (mail) return mail
      throw problem('NOT_FOUND', `The requested object (id = ${id}) does not exist`)
    },
    { many: (call, ids) => manyIds(ids, 'id', (numbers: readonly number[]) => mailsOf(call, numbers)) },
  ),
]

async function mailsOf(
  { parts, caller }: Pick<Call<'GET /me'>, 'parts'> & { readonly caller: { readonly accountId: AccountId } },
  ids: readonly number[],
) {
  const mails = await readMails(parts, { accountId: caller.accountId, ids })
  return new Map(mails.map((mail) => [mail.id, toWireEmailNotification(wireContext(parts), mail)]))
}
