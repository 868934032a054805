import type { Instant } from '../../calendar/calendar.ts'
import { type Counts, countsSince, type SweepKind } from '../../operators/run.ts'
import { collectDebts } from '../automatic/collect-debts.ts'
import { runRenewals } from '../automatic/run-renewals.ts'
import { expireOrders } from '../ordering/expire-orders.ts'
import type { Parts } from '../parts.ts'
import { resolveAttempts } from '../paying/resolve-attempts.ts'
import { deliverEvents } from '../telling/deliver-events.ts'
import { sendNotices } from '../telling/send-notices.ts'
import { writeNotices } from '../telling/write-notices.ts'
import type { Tell } from './record-run.ts'

type Sweep = (parts: Parts, until: Instant, tell: Tell) => Promise<Counts>

/** Each sweep with what it counts. A name under which it counts what it takes up stands in operators/run.ts too. */
const sweeps: Readonly<Record<SweepKind, Sweep>> = {
  attempts: async (parts, until) => ({ asked: await resolveAttempts(parts, { until }) }),
  orders: async (parts, until) => ({ expired: await expireOrders(parts, { until }) }),
  renewals: async (parts, until, tell) => ({
    ...(await runRenewals(parts, { until, onProgress: (counts) => tell({ ...counts }) })),
  }),
  debts: async (parts, until, tell) => ({
    ...(await collectDebts(parts, { until, onProgress: (counts) => tell({ ...counts }) })),
  }),
  notices: async (parts) => ({ written: await writeNotices(parts) }),
  mails: async (parts) => ({ sent: await sendNotices(parts) }),
  webhooks: async (parts) => ({ delivered: await deliverEvents(parts) }),
}

/** Does one sweep, and lets the meter count each batch of it. @param tell told after each batch what is done so far */
export async function sweepDue(
  parts: Parts,
  { kind, until }: { readonly kind: SweepKind; readonly until: Instant },
  tell: Tell,
): Promise<Counts> {
  const startedAt = performance.now()
  let counted: Counts = {}
  const note = (counts: Counts) => {
    parts.meter?.swept(kind, countsSince(counted, counts))
    counted = counts
  }
  let succeeded = false
  try {
    const counts = await sweeps[kind](parts, until, (soFar) => {
      note(soFar)
      tell(soFar)
    })
    note(counts)
    succeeded = true
    return counts
  } finally {
    parts.meter?.ended(kind, { succeeded, seconds: (performance.now() - startedAt) / 1000 })
  }
}
