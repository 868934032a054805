import type { BillingFidelityAccount, BillingFidelityMovement } from '@odnowa/contract/models/billing.generated.ts'
import {
  changePointsAlert,
  listPointMovements,
  readPointMovements,
  readPoints,
} from '../../actions/balance/read-points.ts'
import { toWireDateTime } from '../../calendar/calendar.ts'
import type { PointMovement } from '../../customers/points.ts'
import { type WireContext, wireContext } from '../context.ts'
import { dateRange } from '../date-range.ts'
import { numberedOperation } from '../numbered-operation.ts'
import { type Operation, operation } from '../operation.ts'

/** The points of an account: an operator gives them. They pay nothing (rule P7), and cannot be bought. */
export const fidelityOperations: readonly Operation[] = [
  operation('GET /me/fidelityAccount', async ({ parts, caller }) => {
    const { zone } = wireContext(parts)
    const { balance, alertThreshold, movedAt, openedAt } = await readPoints(parts, caller)
    const dates = { lastUpdate: toWireDateTime(movedAt ?? openedAt, zone), openDate: toWireDateTime(openedAt, zone) }
    return { balance, alertThreshold, canBeCredited: false, ...dates } satisfies BillingFidelityAccount
  }),

  operation('PUT /me/fidelityAccount', async ({ parts, caller, body: { alertThreshold } }) => {
    if (alertThreshold === undefined) return
    await changePointsAlert(parts, { accountId: caller.accountId, alertThreshold })
  }),

  operation('GET /me/fidelityAccount/movements', async ({ parts, caller, query }) => [
    ...(await listPointMovements(parts, { accountId: caller.accountId, ...dateRange(query) })),
  ]),

  numberedOperation('GET /me/fidelityAccount/movements/{movementId}', 'movementId', async ({ parts, caller }, ids) => {
    const movements = await readPointMovements(parts, { accountId: caller.accountId, ids })
    return new Map([...movements].map(([id, one]) => [id, toWireFidelityMovement(wireContext(parts), one)]))
  }),
]

/** billing.FidelityMovement: the amount has its sign; no order causes one, which the model writes as 0. */
function toWireFidelityMovement({ zone }: WireContext, movement: PointMovement): BillingFidelityMovement {
  const { id: movementId, at, points: amount, balance, description } = movement
  return {
    ...{ movementId, amount, balance, previousBalance: balance - amount, description, order: 0 },
    date: toWireDateTime(at, zone),
    operation: amount > 0 ? 'bonus' : 'debit',
  }
}
