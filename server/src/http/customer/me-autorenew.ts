import { changeAutorenew } from '../../actions/automatic/change-autorenew.ts'
import { readAutorenew } from '../../actions/automatic/read-autorenew.ts'
import { toWireDateTime } from '../../calendar/calendar.ts'
import { type Operation, operation } from '../operation.ts'

/** How the account renews by itself (rule A2). It does so by default: `active` is true for one that never wrote here. */
export const autorenewOperations: readonly Operation[] = [
  operation('GET /me/autorenew', async ({ parts, caller }) => {
    const { active, renewDay, lastRenew } = await readAutorenew(parts, caller)
    return { active, renewDay, lastRenew: lastRenew && toWireDateTime(lastRenew, parts.zone) }
  }),

  operation('POST /me/autorenew', async ({ parts, caller: { accountId }, body: { renewDay } }) => {
    await changeAutorenew(parts, { accountId, renewDay, active: true })
  }),

  operation('PUT /me/autorenew', async ({ parts, caller: { accountId }, body: { renewDay, active } }) => {
    await changeAutorenew(parts, { accountId, renewDay, active })
  }),
]
