import { lockAccounts } from '../../customers/account.store.ts'
import { insertPointMovement, readPoints } from '../../customers/points.store.ts'
import type { PointMovement } from '../../customers/points.ts'
import type { Nichandle } from '../../identity/identity.ts'
import type { Operator } from '../../operators/token.ts'
import { problem } from '../../problem/problem.ts'
import { accountNamed } from '../accounts/find-account.ts'
import { auditChange } from '../operating/audit-change.ts'
import type { Parts } from '../parts.ts'

/**
 * Gives an account points, or takes them (negative). They are no money: nothing is paid with them.
 * @throws NOT_FOUND; INVALID_PARAMETER for 0, and for more than there are
 */
export async function grantPoints(
  parts: Parts,
  request: {
    readonly operator: Operator
    readonly nichandle: Nichandle
    readonly points: number
    readonly reason: string
  },
): Promise<PointMovement> {
  const { operator, nichandle, points, reason } = request
  if (points === 0) throw wrong('write a number other than 0')
  return parts.transaction(async (transaction) => {
    const { id: accountId } = await accountNamed(transaction, nichandle)
    await lockAccounts(transaction, [accountId])
    const before = (await readPoints(transaction, accountId)).balance
    const balance = before + points
    if (balance < 0) throw wrong(`there are ${before} points, no more can be taken`)
    const facts = { at: parts.clock.now(), points, balance, description: reason }
    const movement = await insertPointMovement(transaction, accountId, facts)
    const data = { points, reason }
    await auditChange(transaction, parts, { operator, action: 'points.granted', subject: nichandle, data })
    return movement
  })
}

function wrong(message: string) {
  return problem('INVALID_PARAMETER', `points: ${message}`, { field: 'points' })
}
