import { endWithdrawal } from '../../actions/balance/end-withdrawal.ts'
import { listWithdrawals } from '../../actions/balance/list-withdrawals.ts'
import { toWireDateTime } from '../../calendar/calendar.ts'
import type { ListedWithdrawal } from '../../payments/withdrawal.store.ts'
import { idParameter } from '../parameters.ts'
import { toWirePrice } from '../wire/price.ts'
import { oneOf, text } from './fields.ts'
import { form, nullable, optional, otherwise } from './form.ts'
import { answerPage, type List } from './page.ts'
import { type AdminCall, adminRoute } from './route.ts'

const filters = { state: optional(oneOf(['open', 'sent', 'refused'])) }
const end = form({ outcome: oneOf(['sent', 'refused']), reason: otherwise(nullable(text()), null) })

/** Money that customers asked back: `state=open` is what is to be sent. */
export const withdrawalRoutes = [
  adminRoute('GET', '/admin/withdrawals', (call) =>
    answerPage(call, withdrawalsOf(call), filters, ({ after: [after], limit }, { state = null }) =>
      listWithdrawals(call.parts, { after, limit, state }),
    ),
  ),
  adminRoute('POST', '/admin/withdrawals/:id', async (call) => {
    const { parts, operator } = call
    const id = idParameter(call.parameter('id'), 'id')
    return toWire(call)(await endWithdrawal(parts, { operator, id, ...call.body(end) }))
  }),
]

function withdrawalsOf(call: AdminCall): List<ListedWithdrawal, [number]> {
  return { name: 'withdrawals', first: [0], keyOf: ({ id }) => [id], toWire: toWire(call) }
}

function toWire({ parts }: AdminCall) {
  return (withdrawal: ListedWithdrawal) => {
    const { id, account, orderId, movementId, meansId, destination, amount, state, reason } = withdrawal
    return {
      ...{ id, account, order: orderId, movement: movementId, means: meansId, destination, ...toWirePrice(amount) },
      ...{ state, reason, createdAt: toWireDateTime(withdrawal.createdAt, parts.zone) },
      endedAt: withdrawal.endedAt && toWireDateTime(withdrawal.endedAt, parts.zone),
    }
  }
}
