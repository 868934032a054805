import { forgetTokens } from '../actions/accounts/forget-tokens.ts'
import { forgetRepeats } from '../actions/forget-repeats.ts'
import { forgetRegistrations } from '../actions/means/forget-registrations.ts'
import { forgetRuns } from '../actions/operating/forget-runs.ts'
import { recordRun } from '../actions/operating/record-run.ts'
import { sweepBetweenMoves } from '../actions/operating/sweep-between-moves.ts'
import { sweepDue } from '../actions/operating/sweep-due.ts'
import type { Parts } from '../actions/parts.ts'
import { realClock } from '../calendar/calendar.ts'
import type { SandboxClock } from '../calendar/sandbox-clock.ts'
import type { Task } from '../jobs/jobs.ts'
import type { SweepKind } from '../operators/run.ts'

/** What somebody waits for: a code that is mailed to him, a program's webhook, the payment that a dead process had asked for. */
export const promptTasks: readonly string[] = ['send-notices', 'deliver-events', 'resolve-attempts']

/**
 * The sweeps that jobs wakes each minute, or more often; one that did something is a run. In a sandbox those of business time keep out
 * of the way of a clock that is moved, in whatever process.
 */
export function tasksOf(parts: Parts, sandbox: SandboxClock | null): Readonly<Record<string, Task>> {
  const record = async (kind: SweepKind, clock: Parts['clock']) => {
    const until = clock.now()
    await recordRun(parts, { kind, until }, (tell) => sweepDue(parts, { kind, until }, tell))
  }
  const due =
    (...kinds: readonly SweepKind[]) =>
    async () => {
      const run = async () => {
        await sandbox?.refresh()
        for (const kind of kinds) await record(kind, parts.clock)
      }
      await (sandbox ? sweepBetweenMoves(parts, run) : run())
    }
  return {
    'collect-debts': due('debts'),
    'expire-orders': due('orders'),
    'resolve-attempts': due('attempts'),
    // what can be paid is paid before anybody is warned of it, and what is billed is collected now and not in a minute
    'run-renewals': due('debts', 'renewals', 'debts'),
    'write-notices': due('notices'),
    'send-notices': () => record('mails', realClock),
    'deliver-events': () => record('webhooks', realClock),
    'forget-repeats': async () => void (await forgetRepeats(parts)),
    'forget-tokens': async () => void (await forgetTokens(parts)),
    'forget-registrations': async () => void (await forgetRegistrations(parts)),
    'forget-runs': async () => void (await forgetRuns(parts)),
  }
}
