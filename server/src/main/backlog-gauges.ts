import { Gauge, type Registry } from 'prom-client'
import type { Clock, Instant } from '../calendar/calendar.ts'
import type { Backlog } from '../operators/backlog.ts'

/** Readings that come in sooner share one: what is served to nobody in particular must not be a way to load the database. */
const keptMilliseconds = 2_000

export interface BacklogSource {
  readonly clock: Clock
  /** Throws when the database is away: the other metrics are told all the same. */
  readonly read: () => Promise<Backlog>
  /** Jobs that wait for a worker; null in a process that is none. */
  readonly jobsWaiting: () => Promise<number | null>
}

/** Registers what is read from the database when it is asked for; answers what reads it. */
export function backlogGauges(registry: Registry, source: BacklogSource): () => Promise<void> {
  const gauges = makeGauges(registry)
  let readAt = Number.NEGATIVE_INFINITY
  let reading: Promise<void> = Promise.resolve()
  const read = async () => {
    try {
      const [backlog, jobs] = await Promise.all([source.read(), source.jobsWaiting()])
      gauges.show(backlog, jobs, source.clock.now())
    } catch {
      gauges.hide()
    }
  }
  return () => {
    const now = performance.now()
    if (now - readAt >= keptMilliseconds) {
      readAt = now
      reading = read()
    }
    return reading
  }
}

function makeGauges(registry: Registry) {
  const gauge = (name: string, help: string, label?: string) =>
    new Gauge({ name: `odnowa_${name}`, help, labelNames: label ? [label] : [], registers: [registry] })
  const up = gauge('database_up', '1 when the database answered this reading')
  const due = gauge('due', 'What is due and not done, up to 100,000 of each', 'what')
  const lag = gauge('lag_seconds', 'How long what has waited longest is due', 'what')
  const attempts = gauge('attempts_open', 'Payment attempts without an end, up to 100,000', 'state')
  const jobs = gauge('jobs_waiting', 'Jobs that are due and that no worker has taken')
  return {
    hide() {
      for (const one of [due, lag, attempts, jobs]) one.reset()
      up.set(0)
    },
    show(backlog: Backlog, waiting: number | null, now: Instant) {
      up.set(1)
      const { servicesDue, debtsDue, ordersDue, noticesDue, deliveriesDue } = backlog
      const counts = { services: servicesDue, debts: debtsDue, orders: ordersDue, notices: noticesDue }
      for (const [what, count] of Object.entries({ ...counts, deliveries: deliveriesDue })) due.set({ what }, count)
      lag.set({ what: 'services' }, secondsBetween(backlog.servicesDueSince, now))
      lag.set({ what: 'debts' }, secondsBetween(backlog.debtsDueSince, now))
      for (const state of ['charging', 'pending', 'unknown', 'parked']) {
        attempts.set({ state }, backlog.attempts[state] ?? 0)
      }
      if (waiting !== null) jobs.set(waiting)
    },
  }
}

function secondsBetween(since: Instant | null, now: Instant): number {
  return since === null ? 0 : Math.max(0, (now.epochMilliseconds - since.epochMilliseconds) / 1000)
}
