import { type Instant, isBefore } from '../../calendar/calendar.ts'
import type { SandboxClock } from '../../calendar/sandbox-clock.ts'
import { lastEventId, type RecordedEvent, readEventsAfter } from '../../events/event-list.store.ts'
import { lockSweeps, nextDue } from '../../operators/sandbox.store.ts'
import type { Operator } from '../../operators/token.ts'
import { problem } from '../../problem/problem.ts'
import { auditChange } from '../operating/audit-change.ts'
import { doDue } from '../operating/do-due.ts'
import { recordRun } from '../operating/record-run.ts'
import type { Parts } from '../parts.ts'

/** Business time ends here: past it, dates could no longer be written with four digits. */
const endOfTime = Temporal.Instant.from('9000-01-01T00:00:00Z')

export interface ClockRequest {
  readonly operator: Operator
  readonly clock: SandboxClock
  /** Where to, from where the clock stands when the move begins: until then it runs on. */
  readonly to: (from: Instant) => Instant
}

export interface ClockMove {
  readonly now: Instant
  /** What happened during the move, in order. */
  readonly events: readonly RecordedEvent[]
}

/**
 * Moves a sandbox's business time forward, and does all that falls due on the way in its order (rules T6, T7): the clock stands
 * at each due moment, so that what is done there happens at its time, to the millisecond. Workers do not sweep meanwhile, and what they had begun is
 * waited for: when the move answers, all that is due is done. Moves must not run beside each other.
 * @throws CLOCK_BACKWARD when `to` is past already
 * @throws UNAVAILABLE when the process is to end: what is done stands, the clock goes on from there, and the rest is done as it falls due
 */
export async function moveClock(parts: Parts, request: ClockRequest): Promise<ClockMove> {
  return parts.transaction(async (turn) => {
    await lockSweeps(turn)
    return moveAlone(parts, request)
  })
}

async function moveAlone(parts: Parts, { operator, clock, ...request }: ClockRequest): Promise<ClockMove> {
  const mark = await parts.transaction(lastEventId)
  // first of all: what is done at the beginning happens at `from` itself, and what that makes due at once is done too
  await clock.standAt(clock.now())
  try {
    const from = clock.now()
    const to = request.to(from)
    refuseMove(from, to)
    await recordDue(parts, from)
    await stepTo(parts, clock, from, to)
    await clock.standAt(to)
    return await parts.transaction(async (transaction) => {
      const data = { from: String(from), to: String(to) }
      await auditChange(transaction, parts, { operator, action: 'clock.moved', subject: 'clock', data })
      return { now: clock.now(), events: await readEventsAfter(transaction, mark) }
    })
  } finally {
    await clock.runOn()
  }
}

function refuseMove(from: Instant, to: Instant): void {
  if (isBefore(to, from)) {
    throw problem('CLOCK_BACKWARD', `the clock stands at ${from}, and never goes back, as to ${to}: reset the sandbox`)
  }
  if (isBefore(endOfTime, to)) throw problem('INVALID_PARAMETER', `the clock goes no further than ${endOfTime}`)
}

async function stepTo(parts: Parts, clock: SandboxClock, from: Instant, to: Instant): Promise<void> {
  for (let place = from; ; ) {
    const due = await parts.transaction((transaction) => nextDue(transaction, place))
    if (due === null || isBefore(to, due)) return
    place = due
    // clocks tell milliseconds, the database keeps microseconds: at the due moment it must not be a little before it
    await clock.standAt(due.round({ smallestUnit: 'millisecond', roundingMode: 'ceil' }))
    await recordDue(parts, place)
  }
}

async function recordDue(parts: Parts, until: Instant): Promise<void> {
  await recordRun(parts, { kind: 'all', until }, (tell) => doDue(parts, until, tell))
  if (parts.stopping?.aborted) {
    throw problem('UNAVAILABLE', `the server is stopping, and the clock got no further than ${until}: move it on later`)
  }
}
