import { grantPoints } from '../../actions/balance/grant-points.ts'
import { toWireDateTime } from '../../calendar/calendar.ts'
import { readNichandle } from './accounts.ts'
import { integer, text } from './fields.ts'
import { form } from './form.ts'
import { adminRoute } from './route.ts'

const mostPoints = 1_000_000_000
const grant = form({ points: integer(-mostPoints, mostPoints), reason: text() })

export const pointRoutes = [
  adminRoute('POST', '/admin/accounts/:nic/points', async ({ parts, operator, parameter, body }) => {
    const nichandle = readNichandle(parameter('nic'))
    const {
      id,
      points,
      balance,
      at,
      description: reason,
    } = await grantPoints(parts, {
      operator,
      nichandle,
      ...body(grant),
    })
    return { id, account: nichandle, points, reason, balance, at: toWireDateTime(at, parts.zone) }
  }),
]
