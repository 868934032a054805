import { type Run, type RunKind, type RunReport, reportOf } from '../../operators/run.ts'
import type { Operator } from '../../operators/token.ts'
import { problem } from '../../problem/problem.ts'
import type { Parts } from '../parts.ts'
import { auditChange } from './audit-change.ts'
import { doDue } from './do-due.ts'
import { recordRun } from './record-run.ts'
import { sweepBetweenMoves } from './sweep-between-moves.ts'
import { sweepDue } from './sweep-due.ts'

export interface StartRunRequest {
  readonly operator: Operator
  readonly kind: RunKind
  /** True: a clock may be moved, which must find nothing half done. */
  readonly isSandbox: boolean
}

/**
 * Does at once what is due now, beside the workers: what one holds the other leaves alone. Answers when it is done, with the run, which
 * is written down even when nothing was due.
 * @throws CONFLICT while somebody moves a sandbox's clock, who does all that is due himself
 */
export async function startRun(parts: Parts, { operator, kind, isSandbox }: StartRunRequest): Promise<RunReport> {
  const done: Run[] = []
  const work = async () => {
    const until = parts.clock.now()
    await parts.transaction((transaction) =>
      auditChange(transaction, parts, {
        operator,
        action: 'run.started',
        subject: kind,
        data: { until: String(until) },
      }),
    )
    const run = await recordRun(parts, { kind, until, always: true }, (tell) =>
      kind === 'all' ? doDue(parts, until, tell) : sweepDue(parts, { kind, until }, tell),
    )
    done.push(run)
  }
  await (isSandbox ? sweepBetweenMoves(parts, work) : work())
  const [run] = done
  if (run === undefined) {
    throw problem('CONFLICT', 'the clock is being moved, which does all that is due: ask again when it stands')
  }
  return reportOf(run, run.progressAt)
}
