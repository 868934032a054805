import { adjustBalance } from '../../actions/balance/adjust-balance.ts'
import { toWireDateTime } from '../../calendar/calendar.ts'
import { toWirePrice } from '../wire/price.ts'
import { readNichandle } from './accounts.ts'
import { amount, text } from './fields.ts'
import { form } from './form.ts'
import { adminRoute } from './route.ts'

const adjustment = form({ value: amount, reason: text() })

export const balanceRoutes = [
  adminRoute('POST', '/admin/accounts/:nic/balance', async ({ parts, operator, parameter, body }) => {
    const nichandle = readNichandle(parameter('nic'))
    const { id, account, value, reason, at, balance } = await adjustBalance(parts, {
      operator,
      nichandle,
      ...body(adjustment),
    })
    const made = { reason, at: toWireDateTime(at, parts.zone), balance: toWirePrice(balance) }
    return { id, account, ...toWirePrice(value), ...made }
  }),
]
