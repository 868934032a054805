import { answerContactChange } from '../../actions/services/answer-contact-change.ts'
import { readContactChangesOf } from '../../actions/services/read-contact-changes.ts'
import { resendContactChange } from '../../actions/services/resend-contact-change.ts'
import type { Nichandle } from '../../identity/identity.ts'
import { problem } from '../../problem/problem.ts'
import { wireContext } from '../context.ts'
import { type Call, type Operation, operation } from '../operation.ts'
import { idParameter, manyIds } from '../parameters.ts'
import { tokenAttempt } from '../token-attempt.ts'
import { fromWireTaskState, toWireContactChange } from '../wire/contact-change.ts'

/** `/me/task/contactChange`: changes of contacts of the caller's services, and those that ask the caller. */
export const taskOperations: readonly Operation[] = [
  operation('GET /me/task/contactChange', async ({ parts, caller: { accountId }, query }) => {
    const state = query.state === undefined ? undefined : fromWireTaskState(query.state)
    if (state === null) return []
    const { askingAccount, toAccount } = query
    const filter = { askedBy: askingAccount as Nichandle | undefined, to: toAccount as Nichandle | undefined, state }
    return (await readContactChangesOf(parts, { accountId, ...filter })).map(({ id }) => id)
  }),

  operation(
    'GET /me/task/contactChange/{id}',
    async ({ parts, caller: { accountId }, params }) => {
      const id = idParameter(params.id, 'id')
      const change = (await readContactChangesOf(parts, { accountId })).find((each) => each.id === id)
      if (change) return toWireContactChange(wireContext(parts), change)
      throw problem('NOT_FOUND', `there is no task ${id}`)
    },
    {
      many: ({ parts, caller: { accountId } }, texts) =>
        manyIds(texts, 'id', async () => {
          const changes = await readContactChangesOf(parts, { accountId })
          return new Map(changes.map((change) => [change.id, toWireContactChange(wireContext(parts), change)]))
        }),
    },
  ),

  operation('POST /me/task/contactChange/{id}/accept', (call) => answer(call, true)),

  operation('POST /me/task/contactChange/{id}/refuse', (call) => answer(call, false)),

  operation('POST /me/task/contactChange/{id}/resendEmail', async ({ parts, caller: { accountId }, params }) => {
    await resendContactChange(parts, { accountId, id: idParameter(params.id, 'id') })
  }),
]

type AnswerCall = Pick<
  Call<'POST /me/task/contactChange/{id}/accept'>,
  'parts' | 'caller' | 'params' | 'body' | 'address'
>

async function answer(call: AnswerCall, accepts: boolean): Promise<undefined> {
  const { parts, caller, params, body } = call
  const id = idParameter(params.id, 'id')
  const { accountId } = caller
  await tokenAttempt(call, () => answerContactChange(parts, { id, token: body.token, accepts, accountId }))
}
