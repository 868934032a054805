import { createToken } from '../../actions/operating/create-token.ts'
import { deleteToken } from '../../actions/operating/delete-token.ts'
import { listTokens } from '../../actions/operating/list-tokens.ts'
import { toWireDateTime } from '../../calendar/calendar.ts'
import type { NamedToken } from '../../operators/token.store.ts'
import { matching } from './fields.ts'
import { andThen, form, wrong } from './form.ts'
import { answerPage, type List } from './page.ts'
import { type AdminCall, adminRoute } from './route.ts'

const name = andThen(matching(/^[A-Za-z][A-Za-z0-9 ._@-]*$/, 'a name that begins with a letter', 100), (written) => {
  if (written === 'admin') throw wrong('"admin" is the name of the server\'s own token')
  return written
})

export const tokenRoutes = [
  adminRoute('POST', '/admin/tokens', async ({ parts, operator, body }) => {
    const { token, ...made } = await createToken(parts, { operator, ...body(form({ name })) })
    return { ...toWireToken(parts, made), token }
  }),
  adminRoute('GET', '/admin/tokens', (call) =>
    answerPage(call, tokensOf(call), {}, ({ after: [after], limit }) => listTokens(call.parts, { after, limit })),
  ),
  adminRoute('DELETE', '/admin/tokens', ({ parts, operator, body }) =>
    deleteToken(parts, { operator, which: body(form({ name })).name }),
  ),
  adminRoute('DELETE', '/admin/tokens/:which', ({ parts, operator, parameter }) =>
    deleteToken(parts, { operator, which: parameter('which') }),
  ),
]

function tokensOf({ parts }: AdminCall): List<NamedToken, [number]> {
  const keyOf = (token: NamedToken): [number] => [token.id]
  return { name: 'tokens', first: [0], keyOf, toWire: (token) => toWireToken(parts, token) }
}

function toWireToken({ zone }: AdminCall['parts'], { id, name, createdAt }: NamedToken) {
  return { id, name, createdAt: toWireDateTime(createdAt, zone) }
}
