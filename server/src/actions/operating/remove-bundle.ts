import { removeBundle as markRemoved } from '../../catalog/bundle-register.store.ts'
import type { Operator } from '../../operators/token.ts'
import { problem } from '../../problem/problem.ts'
import type { Parts } from '../parts.ts'
import { auditChange } from './audit-change.ts'

/** Ends a bundle rule; orders that it gave a price keep it. @throws NOT_FOUND */
export async function removeBundle(
  parts: Parts,
  request: { readonly operator: Operator; readonly id: number },
): Promise<void> {
  const { operator, id } = request
  await parts.transaction(async (transaction) => {
    if ((await markRemoved(transaction, { id, at: parts.clock.now() })) === undefined) {
      throw problem('NOT_FOUND', `there is no bundle ${id}`)
    }
    await auditChange(transaction, parts, { operator, action: 'bundle.removed', subject: id })
  })
}
