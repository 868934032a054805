import { addSeconds, type Instant, isBefore } from '../calendar/calendar.ts'

/** What workers do by themselves, each a sweep over rows that are due. */
export const sweepKinds = ['attempts', 'orders', 'renewals', 'debts', 'notices', 'mails', 'webhooks'] as const
export type SweepKind = (typeof sweepKinds)[number]

/** `all`: every sweep of business time, as an operator or a move of the clock asks for. */
export const runKinds = [...sweepKinds, 'all'] as const
export type RunKind = (typeof runKinds)[number]

/** How often what happened, by the names that sweeps have for it: `{judged: 500, ordered: 120}`. */
export type Counts = Readonly<Record<string, number>>

/** One run of a sweep, in real time but for `until`. */
export interface Run {
  readonly id: string
  readonly kind: RunKind
  /** Business time: what was due by then was done. */
  readonly until: Instant
  readonly startedAt: Instant
  /** When it last said how far it is. */
  readonly progressAt: Instant
  readonly endedAt: Instant | null
  readonly counts: Counts
  readonly error: string | null
}

/** `lost`: its process died, or hangs. What it held is free again, and the next run does it. */
export type RunState = 'running' | 'done' | 'failed' | 'lost'

/** A batch takes less, be the gateways ever so slow. */
const lostAfterSeconds = 300
const keptDays = 90

/** The names under which sweeps count what they took up; all others say what became of it. */
const takenUp: ReadonlySet<string> = new Set([
  ...['asked', 'expired', 'judged', 'collected', 'failed', 'waiting', 'written', 'sent', 'delivered'],
])

/** A run with what follows from it. */
export interface RunReport extends Run {
  readonly state: RunState
  /** How many services, debts, attempts, orders and notices it took up. */
  readonly items: number
  /** To the millisecond; of one that still runs, until it last told of itself. */
  readonly seconds: number
  /** Items a second, to one decimal; null for a run too short to tell. */
  readonly itemsPerSecond: number | null
}

/** @param now real time */
export function reportOf(run: Run, now: Instant): RunReport {
  const { startedAt, progressAt, endedAt, counts } = run
  const items = Object.entries(counts).reduce((sum, [name, count]) => (takenUp.has(name) ? sum + count : sum), 0)
  const seconds = ((endedAt ?? progressAt).epochMilliseconds - startedAt.epochMilliseconds) / 1000
  const itemsPerSecond = seconds > 0 ? Math.round((items / seconds) * 10) / 10 : null
  return { ...run, state: stateOf(run, now), items, seconds, itemsPerSecond }
}

function stateOf(run: Run, now: Instant): RunState {
  if (run.error !== null) return 'failed'
  if (run.endedAt !== null) return 'done'
  return isBefore(addSeconds(run.progressAt, lostAfterSeconds), now) ? 'lost' : 'running'
}

/** Whether there is anything to write down of a run. */
export function didSomething(counts: Counts): boolean {
  return Object.values(counts).some((count) => count > 0)
}

/** Both together, name by name. */
export function addCounts(left: Counts, right: Counts): Counts {
  const names = new Set([...Object.keys(left), ...Object.keys(right)])
  return Object.fromEntries([...names].map((name) => [name, (left[name] ?? 0) + (right[name] ?? 0)]))
}

/** What came to counts since they were read before. */
export function countsSince(before: Counts, now: Counts): Counts {
  return Object.fromEntries(Object.entries(now).map(([name, count]) => [name, count - (before[name] ?? 0)]))
}

/** Runs that began before are forgotten. */
export function forgottenBefore(now: Instant): Instant {
  return addSeconds(now, -keptDays * 86_400)
}
