import type { Operator } from '../../operators/token.ts'
import { readPolicy, writeSetting } from '../../policy/policy.store.ts'
import type { Policy } from '../../policy/policy.ts'
import { askRejudgement } from '../../policy/rejudgement.store.ts'
import type { Parts } from '../parts.ts'
import { auditChange } from './audit-change.ts'

/** Any subset of the policy's numbers, of the reminders' too. */
export type PolicyChange = Partial<Omit<Policy, 'reminderDays'>> & {
  readonly reminderDays?: Partial<Policy['reminderDays']>
}

/**
 * Changes numbers of the rules. The next sweep judges all services by them (rule A11); what was done by the old ones stays: bills keep the
 * days on which they are tried again until the next of them.
 */
export async function changePolicy(
  parts: Parts,
  request: { readonly operator: Operator; readonly change: PolicyChange },
): Promise<Policy> {
  const { operator, change } = request
  return parts.transaction(async (transaction) => {
    const { reminderDays } = await readPolicy(transaction)
    const merged = change.reminderDays ? { reminderDays: { ...reminderDays, ...change.reminderDays } } : {}
    await writeSetting(transaction, 'policy', { ...change, ...merged })
    await askRejudgement(transaction)
    await auditChange(transaction, parts, {
      operator,
      action: 'policy.changed',
      subject: 'policy',
      data: { ...change },
    })
    return readPolicy(transaction)
  })
}
