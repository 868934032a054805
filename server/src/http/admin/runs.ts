import { listRuns } from '../../actions/operating/list-runs.ts'
import { startRun } from '../../actions/operating/start-run.ts'
import { type Instant, toWireDateTime } from '../../calendar/calendar.ts'
import type { RunKind, RunReport } from '../../operators/run.ts'
import { instant, oneOf } from './fields.ts'
import { form, optional, otherwise } from './form.ts'
import { answerPage, type List } from './page.ts'
import { type AdminCall, adminRoute } from './route.ts'
import { cursorInstant } from './services.ts'

const kinds = [
  'attempts',
  'orders',
  'renewals',
  'debts',
  'notices',
  'mails',
  'webhooks',
  'all',
] as const satisfies readonly RunKind[]

/** What the sweeps did, and one more at once. */
export const runRoutes = [
  adminRoute('GET', '/admin/runs', (call) =>
    answerPage(
      call,
      runsOf(call),
      { kind: optional(oneOf(kinds)), since: optional(instant) },
      ({ after: [at, id], limit }, { kind = null, since = null }) => {
        const after = id === '' ? null : { startedAt: cursorInstant(at), id }
        return listRuns(call.parts, { kind, since, after, limit })
      },
    ),
  ),
  adminRoute('POST', '/admin/runs', async (call) => {
    const { parts, operator, setup } = call
    const { kind } = call.body(form({ kind: otherwise(oneOf(kinds), 'all') }))
    return toWireRun(call, await startRun(parts, { operator, kind, isSandbox: Boolean(setup.sandbox) }))
  }),
]

function runsOf(call: AdminCall): List<RunReport, [string, string]> {
  return {
    name: 'runs',
    first: ['', ''],
    keyOf: ({ startedAt, id }) => [String(startedAt), id],
    toWire: (run) => toWireRun(call, run),
  }
}

function toWireRun({ parts }: AdminCall, run: RunReport): unknown {
  const { id, kind, state, counts, items, seconds, itemsPerSecond, error } = run
  const when = (moment: Instant | null) => (moment === null ? null : toWireDateTime(moment, parts.zone))
  return {
    ...{ id, kind, state, until: when(run.until), startedAt: when(run.startedAt), endedAt: when(run.endedAt) },
    ...{ counts, items, seconds, itemsPerSecond, error },
  }
}
