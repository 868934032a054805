import type { MeansId } from '../../identity/identity.ts'
import { writeOutcomes } from '../../operators/sandbox.store.ts'
import type { Operator } from '../../operators/token.ts'
import { findMeansOwner } from '../../payments/means-register.store.ts'
import { parseOutcome } from '../../payments/sandbox-outcome.ts'
import { Problem, problem } from '../../problem/problem.ts'
import { auditChange } from '../operating/audit-change.ts'
import type { Parts } from '../parts.ts'

export interface OutcomesRequest {
  readonly operator: Operator
  readonly meansId: MeansId
  /** As `parseOutcomes` took them. */
  readonly outcomes: readonly string[]
}

/** Scripts what the sandbox's gateway does with a means' next charges: one a charge, the last repeats. @throws NOT_FOUND */
export async function setOutcomes(parts: Parts, request: OutcomesRequest): Promise<void> {
  const { operator, meansId, outcomes } = request
  await parts.transaction(async (transaction) => {
    if ((await findMeansOwner(transaction, meansId)) === null) {
      throw problem('NOT_FOUND', `there is no payment means ${meansId}`)
    }
    await writeOutcomes(transaction, meansId, outcomes)
    const change = { operator, action: 'paymentMeans.scripted', subject: meansId, data: { outcomes } }
    await auditChange(transaction, parts, change)
  })
}

/** A script, checked. @throws INVALID_PARAMETER naming the outcome that is none */
export function parseOutcomes(outcomes: readonly string[]): readonly string[] {
  if (outcomes.length === 0) throw problem('INVALID_PARAMETER', 'write one outcome at least')
  for (const [index, outcome] of outcomes.entries()) {
    try {
      parseOutcome(outcome)
    } catch (error) {
      if (!(error instanceof Problem)) throw error
      throw problem(error.code, error.message, { field: `[${index}]` })
    }
  }
  return outcomes
}
