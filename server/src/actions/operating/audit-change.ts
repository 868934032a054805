import type { Transaction } from '../../database/transaction.ts'
import { insertAudit } from '../../operators/audit.store.ts'
import type { Operator } from '../../operators/token.ts'
import type { Parts } from '../parts.ts'

export interface Change {
  readonly operator: Operator
  /** `plan.created`, `order.refunded` ... */
  readonly action: string
  /** The object's id, as the operator API names it. */
  readonly subject: string | number
  /** JSON; no secrets. */
  readonly data?: Readonly<Record<string, unknown>>
}

/** Writes down who did what, in the transaction that does it. */
export async function auditChange(
  transaction: Transaction,
  parts: Pick<Parts, 'clock'>,
  change: Change,
): Promise<void> {
  const { operator, action, subject, data = {} } = change
  const at = parts.clock.now()
  await insertAudit(transaction, [{ at, actor: operator.name, action, subject: String(subject), data }])
}
